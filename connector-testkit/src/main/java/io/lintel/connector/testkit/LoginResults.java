package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import java.util.function.Supplier;

/// What tests say about the answer of a connector.
public final class LoginResults {
    private LoginResults() {}

    /// The identity, or a failed test.
    public static Identity authenticated(LoginResult result) {
        return switch (result) {
            case LoginResult.Authenticated(var identity, var _) -> identity;
            case LoginResult.Refused(var reason, var detail, var _) ->
                fail("expected an identity, but was refused as " + reason + ": " + detail);
        };
    }

    /// The detail of a refusal with this reason, or a failed test.
    public static String refused(Refusal expected, LoginResult result) {
        return switch (result) {
            case LoginResult.Authenticated(var identity, var _) ->
                fail("expected a refusal as " + expected + ", but authenticated " + identity);
            case LoginResult.Refused(var reason, var detail, var _) -> {
                assertThat(reason).as(detail).isEqualTo(expected);
                yield detail;
            }
        };
    }

    /// Fails unless the attempt ends in a fault of this kind.
    public static ConnectorException faulty(ConnectorException.Fault expected, Supplier<LoginResult> attempt) {
        LoginResult result;
        try {
            result = attempt.get();
        } catch (ConnectorException thrown) {
            assertThat(thrown.fault()).as(thrown.getMessage()).isEqualTo(expected);
            return thrown;
        }
        return fail("expected a fault " + expected + ", but was answered " + result);
    }

    /// Fails if the attempt authenticates anybody. A refusal and a fault are both fine; any other exception is
    /// not.
    public static void neverAuthenticates(String because, Supplier<LoginResult> attempt) {
        LoginResult result;
        try {
            result = attempt.get();
        } catch (ConnectorException _) {
            return;
        }
        assertThat(result).as(because).isInstanceOf(LoginResult.Refused.class);
    }
}
