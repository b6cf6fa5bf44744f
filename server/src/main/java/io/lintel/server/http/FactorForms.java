package io.lintel.server.http;

import io.lintel.factor.Authenticator;
import io.lintel.factor.Authenticator.Enrolling;
import io.lintel.factor.TotpSecret;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.server.page.CodeForm;
import io.lintel.session.Authentication;

/// What the forms of second factors show and carry.
final class FactorForms {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_CODE = 100;

    private FactorForms() {}

    /// As an application shows it beside the name of the issuer.
    static String account(Authentication login) {
        var email = login.identity().email();
        var username = login.identity().preferredUsername();
        var shown = email != null
                ? email.address()
                : username != null ? username : login.identity().userId();
        return "(" + login.connector() + ") " + shown;
    }

    static CodeForm.Enrolled enrolled(TotpSecret secret, String issuer, String account) {
        return new CodeForm.Enrolled(secret.address(issuer, account), secret.typed());
    }

    static void requireMayEnrol(Authenticator authenticator) {
        if (authenticator.enrolling() == Enrolling.FORBIDDEN) {
            throw FactorRequests.notEnrolled();
        }
    }

    /// Applications show codes in two groups.
    static Secret code(Parameters fields) {
        return Secret.of(limited(fields.find("totp").orElse("")).replace(" ", ""));
    }

    static Secret recoveryCode(Parameters fields) {
        return Secret.of(limited(fields.find("recovery_code").orElse("")));
    }

    static String name(Parameters fields) {
        var name = fields.find("name").orElse("").strip();
        return name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }

    private static String limited(String text) {
        return text.length() > LONGEST_CODE ? "" : text;
    }
}
