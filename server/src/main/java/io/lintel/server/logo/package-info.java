/// The pictures of clients, shown from our own site.
///
/// If browsers fetched them where clients have them, whoever is there would learn who logs in and when, and pages would
/// have to trust addresses that strangers name. So the server fetches a picture, looks whether it is one, and keeps it
/// in memory for a while.
@NullMarked
package io.lintel.server.logo;

import org.jspecify.annotations.NullMarked;
