package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.PasswordExpiredControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What directories say of accounts when they are asked to bind.
@Tag("SEC-J8")
final class BindAnswerTest {
    private TestDirectory directory;
    private LdapConnector connector;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        connector = directory.open();
    }

    @AfterEach
    void close() {
        connector.close();
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "525, WRONG_CREDENTIALS",
        "52e, WRONG_CREDENTIALS",
        "52E, WRONG_CREDENTIALS",
        "530, NOT_PERMITTED",
        "531, NOT_PERMITTED",
        "532, PASSWORD_EXPIRED",
        "533, ACCOUNT_DISABLED",
        "701, ACCOUNT_EXPIRED",
        "773, PASSWORD_EXPIRED",
        "775, ACCOUNT_LOCKED",
        "999, WRONG_CREDENTIALS"
    })
    void activeDirectorySaysWhyInItsDiagnostic(String code, Refusal refusal) {
        var diagnostic =
                "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data " + code + ", v3839";

        refused(refusal, answered(ResultCode.INVALID_CREDENTIALS, diagnostic));
    }

    @ParameterizedTest
    @CsvSource({
        "49, invalid credentials, WRONG_CREDENTIALS",
        "32, no such object, WRONG_CREDENTIALS",
        "48, no password there, WRONG_CREDENTIALS",
        "19, Exceed password retry limit. Please try later., ACCOUNT_LOCKED",
        "19, other constraint, WRONG_CREDENTIALS",
        "53, Account inactivated. Contact system administrator., ACCOUNT_DISABLED"
    })
    void resultsOfOtherDirectories(int code, String diagnostic, Refusal refusal) {
        refused(refusal, answered(ResultCode.valueOf(code), diagnostic));
    }

    @ParameterizedTest
    @CsvSource({
        "51, UNAVAILABLE",
        "52, UNAVAILABLE",
        "8, MISCONFIGURED",
        "13, MISCONFIGURED",
        "53, MISCONFIGURED",
        "1, MISCONFIGURED",
        "80, INVALID_RESPONSE",
        "14, INVALID_RESPONSE"
    })
    void whatIsNotAboutTheAccountIsAFault(int code, Fault fault) {
        assertThat(faulty(fault, () -> answered(ResultCode.valueOf(code), "the reason")))
                .hasMessageContaining("the reason")
                .hasMessageContaining(TestDirectory.ALICE);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT_LOCKED, ACCOUNT_LOCKED",
        "PASSWORD_EXPIRED, PASSWORD_EXPIRED",
        "CHANGE_AFTER_RESET, PASSWORD_EXPIRED"
    })
    void passwordPolicyCountsMoreThanTheResult(DraftBeheraLDAPPasswordPolicy10ErrorType error, Refusal refusal) {
        var control = new DraftBeheraLDAPPasswordPolicy10ResponseControl(null, -1, error);

        refused(refusal, answered(ResultCode.SUCCESS, null, control));
        refused(refusal, answered(ResultCode.INVALID_CREDENTIALS, null, control));
    }

    @Test
    void passwordPolicyWarningsDoNotKeepAnybodyOut() {
        var grace = DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING;

        authenticated(
                answered(ResultCode.SUCCESS, null, new DraftBeheraLDAPPasswordPolicy10ResponseControl(grace, 1, null)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DraftBeheraLDAPPasswordPolicy10ErrorType.class,
            names = {"PASSWORD_TOO_YOUNG", "PASSWORD_IN_HISTORY"})
    void policyErrorsAboutChangesDoNotOverruleTheResult(DraftBeheraLDAPPasswordPolicy10ErrorType error) {
        var control = new DraftBeheraLDAPPasswordPolicy10ResponseControl(null, -1, error);

        refused(WRONG_CREDENTIALS, answered(ResultCode.INVALID_CREDENTIALS, null, control));
        authenticated(answered(ResultCode.SUCCESS, null, control));
    }

    @Test
    void malformedPasswordPolicyRefuses() {
        var malformed = new Control(
                DraftBeheraLDAPPasswordPolicy10ResponseControl.PASSWORD_POLICY_RESPONSE_OID,
                false,
                new ASN1OctetString("?"));

        refused(WRONG_CREDENTIALS, answered(ResultCode.SUCCESS, null, malformed));
    }

    @Test
    void expiredPasswordControlRefuses() {
        refused(PASSWORD_EXPIRED, answered(ResultCode.SUCCESS, null, new PasswordExpiredControl()));
    }

    private LoginResult answered(ResultCode code, @Nullable String diagnostic, Control... controls) {
        directory
                .wire()
                .answerBind(
                        TestDirectory.ALICE,
                        result -> new BindResult(result.getMessageID(), code, diagnostic, null, null, controls));
        return connector.login(TestLogins.request(), "alice", Secret.of(TestDirectory.PASSWORD));
    }
}
