/// What the server itself fetches for the sake of clients: their key sets, what they publish of themselves, and their
/// logos.
///
/// An address that the operator wrote down may be anywhere. One that a client named is https, and neither on this
/// machine nor in a network that is not public, unless the operator vouches for its host. Every fetch is bounded in
/// time and size, and goes on to no other host.
@NullMarked
package io.lintel.server.outbound;

import org.jspecify.annotations.NullMarked;
