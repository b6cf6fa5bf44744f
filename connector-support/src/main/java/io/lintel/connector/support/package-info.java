/// What connectors to OAuth-like upstreams share.
///
/// [io.lintel.connector.support.UpstreamHttp] is the one way out: every call ends in time, reads a bounded answer, and
/// goes nowhere but where its caller sent it. Above it are [io.lintel.connector.support.Json], paging
/// ([io.lintel.connector.support.PageTrail]), the authorization code exchange
/// ([io.lintel.connector.support.OAuth2Client]) and OpenID providers
/// ([io.lintel.connector.support.OpenIdProvider], [io.lintel.connector.support.IdTokenRules]). Names that strangers
// choose are matched by
/// [io.lintel.connector.support.NamePattern]. What goes wrong is a
/// [io.lintel.connector.ConnectorException] that says whose fault it is; its message names the address without its
/// query, and never a header, a token or the text of an answer. A token that proves nothing is an
/// [io.lintel.connector.support.UntrustedTokenException]: who brought it decides whose fault that is. Knows the SPI,
/// the arithmetic of signatures and no particular upstream.
///
/// A login is a straight line of blocking calls, so its time is one [io.lintel.connector.support.Deadline] that is
/// handed along; each call takes what it may of what is left.
@NullMarked
package io.lintel.connector.support;

import org.jspecify.annotations.NullMarked;
