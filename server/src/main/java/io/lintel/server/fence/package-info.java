/// What stands between the server and a connector, whatever its type, so that one upstream that hangs or is away
/// slows nobody else.
///
/// Every call goes through the [io.lintel.server.fence.Fence] of its connector: it has to end within a deadline,
/// there are only so many at a time, and after several that failed the [io.lintel.server.fence.Breaker] refuses
/// further ones at once until the upstream is asked again. What an upstream refuses is an answer, not a failure.
@NullMarked
package io.lintel.server.fence;

import org.jspecify.annotations.NullMarked;
