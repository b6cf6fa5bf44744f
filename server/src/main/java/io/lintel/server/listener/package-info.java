/// Where the server listens, and what it takes from a connection before anything else sees it: the versions and
/// suites of TLS, how large and how slow a request may be, and that there is only one way to read it.
///
/// Micronaut's own TLS and limits were not enough: certificates are replaced while the server runs, a request
/// is refused by what it says about itself before its body is read, and what two servers in a row could read
/// differently is refused. All this is done by three Netty handlers:
///
/// 1. TLS, on the https listener;
/// 2. [io.lintel.server.listener.StrictHttpCodec] in place of Netty's codec: framing, and time limits;
/// 3. [io.lintel.server.listener.RequestGuard]: sizes and kinds.
///
/// A request that is refused here still goes the way of all requests, with its mark
/// [io.lintel.server.listener.GuardedRequest#refused()], so that the answer has our face and our headers, and
/// is counted.
@NullMarked
package io.lintel.server.listener;

import org.jspecify.annotations.NullMarked;
