/// The endpoints: one controller for each, the reading of forms, the writing of responses, the one exception
/// handler.
///
/// A controller turns a request into the words of the core and the core's answer into a response. It decides
/// nothing that the protocol decides. Everything that may wait for storage or an upstream runs on virtual
/// threads.
@NullMarked
package io.lintel.server.http;

import org.jspecify.annotations.NullMarked;
