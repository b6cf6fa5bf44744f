/// The smallest complete connectors, one of each kind: what `./lintel new-connector` makes a new one from.
///
/// `staff` asks for a user name and a password and looks them up in a text file; `portal` sends the browser to a web
/// page of the company and redeems the code that it brings back. Both upstreams are made up, so that the code shows
/// what every connector does. Neither is part of the server.
@NullMarked
package io.lintel.connector.example;

import org.jspecify.annotations.NullMarked;
