package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.ConnectorException;

/// An operation that one host did not do.
final class OperationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DirectoryHost host;
    private final boolean stale;
    private final LDAPException reason;

    /// @param usedBefore whether the connection had been idle, so that it may be broken though its host is well
    OperationFailed(DirectoryHost host, boolean usedBefore, LDAPException reason) {
        super(reason);
        this.host = host;
        this.reason = reason;
        this.stale =
                usedBefore && isOfThisHostAlone() && !reason.getResultCode().equals(ResultCode.TIMEOUT);
    }

    DirectoryHost host() {
        return host;
    }

    boolean wasStale() {
        return stale;
    }

    /// Whether another host may do better.
    boolean isOfThisHostAlone() {
        return DirectoryFault.isOfThisHostAlone(reason);
    }

    ConnectorException asFault(String doing) {
        return DirectoryFault.of(doing, host, reason);
    }
}
