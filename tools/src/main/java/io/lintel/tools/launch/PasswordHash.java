package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;

/// Prints the bcrypt hash of a password, as `staticPasswords` wants it. The password is typed without being
/// shown, or is the first line of the input.
public final class PasswordHash {

    /// What bcrypt looks at; the rest would be ignored.
    private static final int MAXIMUM_BYTES = 72;

    private PasswordHash() {}

    /// Ends with status 1 if there is no password or it is too long.
    public static void main(String[] arguments) throws IOException {
        var password = password();
        if (password.isEmpty() || password.getBytes(UTF_8).length > MAXIMUM_BYTES) {
            System.err.println("lintel: a password has 1 to " + MAXIMUM_BYTES + " bytes.");
            System.exit(1);
        }
        System.out.println(Configuration.hash(password));
    }

    private static String password() throws IOException {
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            return terminal.map(console -> console.readPassword("Password: "))
                    .map(String::new)
                    .orElse("");
        }
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        return Optional.ofNullable(input.readLine()).orElse("");
    }
}
