package io.lintel.connector.ldap;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.SUCCESS_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM_INT_VALUE;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.PasswordExpiredControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import io.lintel.connector.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a directory says of an account when it is asked to bind.
sealed interface BindAnswer {
    /// The password is right and the account may be used.
    record Accepted() implements BindAnswer {}

    /// @param detail for the log
    record Rejected(Refusal reason, String detail) implements BindAnswer {}

    /// What the result says of the account, or empty if it is about something else. The password policy's word
    /// (draft-behera-ldap-password-policy-10) counts more than the result: a password that must be changed
    /// binds with success.
    static Optional<BindAnswer> find(BindResult result) {
        var policy = findPolicyError(result);
        if (policy.isPresent()) {
            return policy;
        }
        var said = String.valueOf(result.getDiagnosticMessage());
        var detail = result.getResultCode() + ", " + said;
        return switch (result.getResultCode().intValue()) {
            case SUCCESS_INT_VALUE -> Optional.of(new Accepted());
            case INVALID_CREDENTIALS_INT_VALUE -> Optional.of(new Rejected(activeDirectoryReason(said), detail));
            case NO_SUCH_OBJECT_INT_VALUE, INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
                Optional.of(new Rejected(Refusal.WRONG_CREDENTIALS, detail));
            case CONSTRAINT_VIOLATION_INT_VALUE ->
                Optional.of(new Rejected(
                        mentions(said, "retry limit") ? Refusal.ACCOUNT_LOCKED : Refusal.WRONG_CREDENTIALS, detail));
            case UNWILLING_TO_PERFORM_INT_VALUE ->
                mentions(said, "inactivated")
                        ? Optional.of(new Rejected(Refusal.ACCOUNT_DISABLED, detail))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BindAnswer> findPolicyError(BindResult result) {
        if (result.hasResponseControl(PasswordExpiredControl.PASSWORD_EXPIRED_OID)) {
            return Optional.of(new Rejected(Refusal.PASSWORD_EXPIRED, "the password has expired or must be changed"));
        }
        DraftBeheraLDAPPasswordPolicy10ErrorType error;
        try {
            var control = DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
            error = control == null ? null : control.getErrorType();
        } catch (LDAPException malformed) {
            return Optional.of(new Rejected(
                    Refusal.WRONG_CREDENTIALS,
                    "the password policy control cannot be read: " + malformed.getMessage()));
        }
        if (error == null) {
            return Optional.empty();
        }
        var detail = "password policy: " + error;
        return switch (error) {
            case ACCOUNT_LOCKED -> Optional.of(new Rejected(Refusal.ACCOUNT_LOCKED, detail));
            case PASSWORD_EXPIRED, CHANGE_AFTER_RESET -> Optional.of(new Rejected(Refusal.PASSWORD_EXPIRED, detail));
            case PASSWORD_MOD_NOT_ALLOWED,
                    MUST_SUPPLY_OLD_PASSWORD,
                    INSUFFICIENT_PASSWORD_QUALITY,
                    PASSWORD_TOO_SHORT,
                    PASSWORD_TOO_YOUNG,
                    PASSWORD_IN_HISTORY -> Optional.empty();
        };
    }

    /// Active Directory answers every refused bind with the same result and hides why in the text, as in
    /// `80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 533, v3839`.
    private static Refusal activeDirectoryReason(String said) {
        var data = Pattern.compile("\\bdata\\s+([0-9a-fA-F]+)").matcher(said);
        if (!data.find()) {
            return Refusal.WRONG_CREDENTIALS;
        }
        return switch (data.group(1).toLowerCase(Locale.ROOT)) {
            case "530", "531" -> Refusal.NOT_PERMITTED;
            case "532", "773" -> Refusal.PASSWORD_EXPIRED;
            case "533" -> Refusal.ACCOUNT_DISABLED;
            case "701" -> Refusal.ACCOUNT_EXPIRED;
            case "775" -> Refusal.ACCOUNT_LOCKED;
            default -> Refusal.WRONG_CREDENTIALS;
        };
    }

    private static boolean mentions(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }
}
