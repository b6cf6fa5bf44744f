/// What travels with the browser: pending authorizations, sealed in cookies.
///
/// Each login has a cookie of its own, named after the login, so that several go on side by side in one browser
/// and none can be mistaken for another. The cookie is the proof that a request comes from the browser that
/// began the login. The number and size of cookies are bounded: a browser sends them all with every request.
@NullMarked
package io.lintel.server.browser;

import org.jspecify.annotations.NullMarked;
