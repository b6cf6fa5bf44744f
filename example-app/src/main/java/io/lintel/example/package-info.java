/// A small relying party that shows the tokens it got: the quick start opens it, and the browser tests sign in
/// through it.
///
/// It is also an example of what an application has to do, so it uses nothing but the JDK and keeps each duty
/// of OpenID Connect Core visible in one place: [io.lintel.example.SignIns] begins and ends a sign-in (state,
/// nonce, PKCE), [io.lintel.example.Provider] talks to the OpenID provider, and
/// [io.lintel.example.IdTokenVerifier] decides whether an ID token is to be believed. Tokens are kept in
/// memory, for each browser apart, and nowhere else.
@NullMarked
package io.lintel.example;

import org.jspecify.annotations.NullMarked;
