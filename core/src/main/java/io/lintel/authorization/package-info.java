/// The browser's part: authorization requests, the next step, codes, responses (RFC 6749, section 4.1; OpenID
/// Connect Core, section 3.1.2).
///
/// It is a state machine over [io.lintel.authorization.PendingAuthorization]:
///
/// ```
/// request ── choose connector ──┐
///    └───────────────────────── log in ──┬── consent ──┬── respond
///                                        └─────────────┘
/// ```
///
/// The response is a code, tokens that [io.lintel.authorization.FrontChannelTokens] mints, or both.
///
/// A step never leads to another step. It records what it established and returns to
/// [io.lintel.authorization.AuthorizationFlow], which alone decides what comes next.
///
/// Before somebody has proved who they are, nothing is written: a pending authorization travels sealed in the
/// browser that began it. Storing it on the server would let anonymous requests fill a database. Once somebody
/// has logged in it holds an identity, which may be too large for a cookie; if consent is to be asked, it is
/// then parked in [io.lintel.authorization.ParkedAuthorizations], from where it is taken once.
///
/// Knows neither HTTP nor pages nor tokens.
@NullMarked
package io.lintel.authorization;

import org.jspecify.annotations.NullMarked;
