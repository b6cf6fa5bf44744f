/// What applications are told of end-users where it differs from what the upstream says: names of groups, and which
/// claim is told as which. One way for all connectors, and one place: where tokens are minted.
@NullMarked
package io.lintel.server.mapping;

import org.jspecify.annotations.NullMarked;
