package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;

/// Whose fault a failed operation is.
final class DirectoryFault {
    private DirectoryFault() {}

    /// @param doing what was asked for, such as `searching the user below dc=example,dc=org`
    static ConnectorException of(String doing, DirectoryHost host, LDAPException failed) {
        var message = doing + " at " + host + " failed: " + failed.getResultCode() + ", " + said(failed) + hint(failed);
        return switch (fault(failed.getResultCode())) {
            case UNAVAILABLE -> ConnectorException.unavailable(message, failed);
            case MISCONFIGURED -> ConnectorException.misconfigured(message, failed);
            case INVALID_RESPONSE -> ConnectorException.invalidResponse(message, failed);
        };
    }

    /// Whether another host may do better.
    static boolean isOfThisHostAlone(LDAPException failed) {
        return fault(failed.getResultCode()) == Fault.UNAVAILABLE;
    }

    private static Fault fault(ResultCode code) {
        return switch (code.intValue()) {
            case ResultCode.SERVER_DOWN_INT_VALUE,
                    ResultCode.CONNECT_ERROR_INT_VALUE,
                    ResultCode.TIMEOUT_INT_VALUE,
                    ResultCode.BUSY_INT_VALUE,
                    ResultCode.UNAVAILABLE_INT_VALUE,
                    ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE -> Fault.UNAVAILABLE;
            case ResultCode.OPERATIONS_ERROR_INT_VALUE,
                    ResultCode.AUTH_METHOD_NOT_SUPPORTED_INT_VALUE,
                    ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE,
                    ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
                    ResultCode.INAPPROPRIATE_MATCHING_INT_VALUE,
                    ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE,
                    ResultCode.NO_SUCH_OBJECT_INT_VALUE,
                    ResultCode.INVALID_DN_SYNTAX_INT_VALUE,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE,
                    ResultCode.INVALID_CREDENTIALS_INT_VALUE,
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE,
                    ResultCode.UNWILLING_TO_PERFORM_INT_VALUE -> Fault.MISCONFIGURED;
            default -> Fault.INVALID_RESPONSE;
        };
    }

    /// The directory's own words, or the SDK's without its version.
    static String said(LDAPException failed) {
        var diagnostic = failed.getDiagnosticMessage();
        var words = diagnostic == null || diagnostic.isBlank() ? String.valueOf(failed.getMessage()) : diagnostic;
        return words.replaceFirst(",? *ldapSDKVersion=.*", "");
    }

    private static String hint(LDAPException failed) {
        return switch (failed.getResultCode().intValue()) {
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> "; the base does not exist, or bindDN may not see it";
            case ResultCode.INVALID_CREDENTIALS_INT_VALUE -> "; bindDN or bindPW is wrong";
            case ResultCode.OPERATIONS_ERROR_INT_VALUE,
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
                "; if bindDN is not set, the directory may not allow anonymous searches";
            case ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE, ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE ->
                "; the directory wants TLS: remove insecureNoSSL, or set startTLS";
            case ResultCode.REFERRAL_INT_VALUE ->
                "; referrals are not followed: name the server that holds the entries";
            default -> "";
        };
    }
}
