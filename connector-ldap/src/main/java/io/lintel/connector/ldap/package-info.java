/// Signs end-users in with an LDAP directory, such as OpenLDAP, 389 Directory Server or Active Directory.
///
/// A login searches the end-user's entry with the service account, binds as that entry with the typed password
/// on a connection of its own, and searches the groups with the service account again. A refresh is the same
/// without the bind, and so is a login by Kerberos ticket, which proves before that who it is.
///
/// The package knows the LDAP SDK and the connector SPI. Its layers, each of which knows only those before it:
///
/// - `Transport`, `StartTls`, `Watch`: sockets with TLS and a time limit. StartTLS is asked for here and not by
///   the SDK, whose reader would drop bytes that somebody put behind the answer instead of noticing them.
/// - `Addresses`, `Link`, `Hosts`, `ServiceLinks`, `Directory`: connections, fail-over, the pool. The SDK's own pool
///   is not used: its connections are made under no deadline of a login, and either when the connector opens or by a
///   thread of its own.
/// - `SearchFilter`, `MatchedAttribute`: the only place where a value of a stranger meets a filter.
/// - `DirectoryEntry`, `IdentityMapping`, `AccountState`, `BindAnswer`: what the directory's answers mean.
/// - `NegotiateToken`, `Keytab`, `ClockSkew`, `Tickets`: whose a Kerberos ticket is; they know nothing of LDAP.
/// - `UserSearch`, `GroupSearch`, `MemberOf`, `LdapConnector`: the login.
@NullMarked
package io.lintel.connector.ldap;

import org.jspecify.annotations.NullMarked;
