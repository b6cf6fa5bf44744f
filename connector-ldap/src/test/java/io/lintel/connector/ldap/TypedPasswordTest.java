package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEC-J2")
final class TypedPasswordTest {
    @Test
    void passwordsOfWhichNothingIsLeftAreNotSent() throws LDAPException {
        var nothing = List.of(
                "",
                " ",
                "   ",
                "\t",
                "\r\n",
                "\u00a0",
                "\u3000",
                "\u2028",
                "\u00ad",
                "\u200b",
                "\u200d",
                "\u2060",
                "\ufeff",
                "\ufe0f",
                "\u034f",
                "\u180b",
                " \u200b ",
                "\0",
                "\0\0");
        var ended = List.of(TestDirectory.PASSWORD + "\0", "\0" + TestDirectory.PASSWORD, "a\0b");
        var broken = List.of("\ud800", "p\udc00");

        try (var directory = TestDirectory.plain();
                var connector = directory.open()) {
            // A directory that lets everybody in as alice shows that nobody asked it.
            directory.wire().answerBind(TestDirectory.ALICE, TypedPasswordTest::success);
            for (var password : List.of(nothing, ended, broken)) {
                assertThat(password)
                        .allSatisfy(text -> refused(
                                WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", Secret.of(text))));
            }
            assertThat(directory.wire().binds()).isEmpty();
            assertThat(directory.wire().searches()).isEmpty();
            authenticated(connector.login(TestLogins.request(), "alice", Secret.of("anything")));
        }
    }

    private static BindResult success(BindResult result) {
        return new BindResult(result.getMessageID(), ResultCode.SUCCESS, null, null, null, null);
    }

    @Test
    void passwordsOfStrangeCharactersAreSent() throws LDAPException {
        var strange = List.of(" x ", "pass word", "*", "\\", "密码", "🔑", "\u0301", "x\u200b", "😀".repeat(100));

        try (var directory = TestDirectory.plain();
                var connector = directory.open()) {
            for (var password : strange) {
                var name = "user" + strange.indexOf(password);
                directory.addPerson(name, password);
                authenticated(connector.login(TestLogins.request(), name, Secret.of(password)));
            }
        }
    }
}
