package io.lintel.server.page;

import io.lintel.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks for a code of an application, posted as `totp`; with what is to be enrolled, if nothing is, and then a
/// name for it as `name`.
///
/// @param action where it is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param account how the application names what it is for
/// @param enrolment what to enrol, unless that was done before
/// @param recovery the page that takes recovery codes instead: a path of our own site
public record CodeForm(
        String action,
        Map<String, String> hidden,
        String account,
        @Nullable Enrolled enrolment,
        @Nullable FactorProblem problem,
        @Nullable String recovery) {

    public CodeForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }

    /// What an application is told.
    ///
    /// @param address the `otpauth:` address
    /// @param typed the secret in it, for those who type
    public record Enrolled(Secret address, Secret typed) {

        /// What is typed, in the groups that people read it in.
        List<Secret> groups() {
            return Pattern.compile(".{1,4}")
                    .matcher(typed.reveal())
                    .results()
                    .map(group -> Secret.of(group.group()))
                    .toList();
        }
    }
}
