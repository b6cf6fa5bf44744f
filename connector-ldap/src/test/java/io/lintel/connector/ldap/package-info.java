/// Tests of the LDAP connector: fast ones against a directory in memory or a scripted peer, and
/// `LdapConnectorIT` against OpenLDAP.
@NullMarked
package io.lintel.connector.ldap;

import org.jspecify.annotations.NullMarked;
