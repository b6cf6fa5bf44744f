package io.lintel.server;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.RehearsingConnector.Rehearsal;
import io.lintel.server.settings.InvalidSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The command `saml-check`: what a connector would make of a response. One line of JSON tells the answer; nothing
/// is stored and nobody is logged in.
final class SamlCheck {

    static final String USAGE = """
          saml-check      tell what a connector would make of a SAML response, without logging anybody in
              --config FILE        the configuration
              --connector ID       the connector
              --request-id ID      the request it answers; empty for an unsolicited response
              --time TIME          when it came, such as 2026-03-01T12:00:00Z
              --input FILE         the response, base64 or XML; - or absent for standard input
        """;

    private static final List<String> REQUIRED = List.of("--config", "--connector", "--request-id", "--time");
    private static final int ACCEPTED = 0;
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    /// Larger than any message that is accepted, so that the connector itself says that one is too large.
    private static final int MOST_INPUT = 4 * 1024 * 1024;

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    SamlCheck(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /// The exit status: 0 if the response would be accepted, 1 if not, 2 if that cannot be told.
    int run(List<String> arguments) {
        try {
            var options = options(arguments);
            var time = OffsetDateTime.parse(options.getOrDefault("--time", "")).toInstant();
            var requestId = options.getOrDefault("--request-id", "");
            var rehearsal = Lintel.rehearse(
                    Path.of(options.getOrDefault("--config", "")),
                    environment,
                    new ConnectorId(options.getOrDefault("--connector", "")),
                    Clock.fixed(time, ZoneOffset.UTC),
                    read(options.getOrDefault("--input", "-")),
                    requestId.isEmpty() ? null : requestId);
            return tell(rehearsal);
        } catch (DateTimeException malformed) {
            return unusable("--time is not a time such as 2026-03-01T12:00:00Z");
        } catch (IOException unreadable) {
            return unusable("the response cannot be read: " + Causes.of(unreadable));
        } catch (IllegalArgumentException | InvalidSettings | ConnectorException mistake) {
            return unusable(String.valueOf(mistake.getMessage()));
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        var options = new HashMap<String, String>();
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!REQUIRED.contains(name) && !name.equals("--input")) {
                throw new IllegalArgumentException("saml-check has no option " + name);
            }
            if (i + 1 == arguments.size() || options.put(name, arguments.get(i + 1)) != null) {
                throw new IllegalArgumentException("saml-check takes " + name + " once, with a value");
            }
        }
        for (var name : REQUIRED) {
            if (!options.containsKey(name)) {
                throw new IllegalArgumentException("saml-check needs " + name);
            }
        }
        return options;
    }

    private byte[] read(String input) throws IOException {
        if (input.equals("-")) {
            return in.readNBytes(MOST_INPUT);
        }
        try (var file = Files.newInputStream(Path.of(input))) {
            return file.readNBytes(MOST_INPUT);
        }
    }

    private int tell(Rehearsal rehearsal) {
        return switch (rehearsal) {
            case Rehearsal.Accepted(var identity) -> {
                print(true, null, identity);
                yield ACCEPTED;
            }
            case Rehearsal.Refused(var code, var detail) -> {
                err.println(detail);
                print(false, code, null);
                yield REFUSED;
            }
        };
    }

    private void print(boolean accepted, @Nullable String reason, @Nullable Identity identity) {
        var line = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeBooleanProperty("accepted", accepted);
            json.writeStringProperty("reason", reason);
            json.writeName("identity");
            if (identity == null) {
                json.writeNull();
            } else {
                write(json, identity);
            }
            json.writeEndObject();
        }
        out.println(line);
    }

    private static void write(JsonGenerator json, Identity identity) {
        var email = identity.email();
        json.writeStartObject();
        json.writeStringProperty("userId", identity.userId());
        json.writeStringProperty("username", identity.username());
        json.writeStringProperty("preferredUsername", identity.preferredUsername());
        json.writeStringProperty("email", email == null ? null : email.address());
        json.writeBooleanProperty("emailVerified", email != null && email.verified());
        json.writeArrayPropertyStart("groups");
        identity.groups().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private int unusable(String mistake) {
        err.println(mistake);
        return UNUSABLE;
    }
}
