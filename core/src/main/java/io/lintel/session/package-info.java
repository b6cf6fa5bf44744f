/// Who an end-user has proved to be, and for how long a browser is believed to be theirs.
///
/// A session has a name, which clients are told as `sid`, and a secret, which the browser alone has and the store
/// knows the hash of. The secret changes with each login, so that nothing that was known before a login opens
/// anything after it. The name stays for as long as the session is one user's: clients would not know what has
/// ended if it changed under them.
///
/// Whether a session may answer a client at all is not decided here but in `authorization`.
@NullMarked
package io.lintel.session;

import org.jspecify.annotations.NullMarked;
