package io.lintel.server.doctor;

import io.lintel.authorization.IdentityRules;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Departure;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.server.connectors.BoundConnector;
import io.lintel.server.settings.ConnectorDefinition;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Examines connectors one after the other.
public final class Doctor {

    private final URI callback;
    private final Examination wanted;
    private final PrintStream out;
    private final Clock clock;
    private final List<PrintedDiagnosis> diagnoses = new ArrayList<>();

    public Doctor(Issuer issuer, Examination wanted, PrintStream out, Clock clock) {
        this.callback = URI.create(issuer.endpoint("/callback"));
        this.wanted = wanted;
        this.out = out;
        this.clock = clock;
    }

    /// Opens and examines a connector, if the operator wants to know about it.
    public void examine(BoundConnector<?> bound, ConnectorContext context) {
        var definition = bound.definition();
        if (!isAskedAbout(definition.id())) {
            return;
        }
        try (var connector = bound.open(context)) {
            examine(begin(definition), connector, context.httpClient());
        } catch (ConnectorException fault) {
            begin(definition).failed("open", fault);
        }
    }

    /// Examines a connector of the server's own, if the operator wants to know about it.
    public void examine(ConnectorId id, String type, String name, Connector connector) {
        if (isAskedAbout(id)) {
            examine(begin(id, type, name, IdentityRules.none()), connector, null);
        }
    }

    /// @param client what the connector was lent; null for none
    private void examine(PrintedDiagnosis diagnosis, Connector connector, @Nullable HttpClient client) {
        diagnosis.passed("configuration", capabilities(connector.capabilities()));
        try {
            diagnose(connector, client, diagnosis);
        } catch (ConnectorException fault) {
            diagnosis.failed("examination", fault);
        }
    }

    private boolean isAskedAbout(ConnectorId id) {
        return wanted.connector().filter(only -> !only.equals(id.value())).isEmpty();
    }

    private PrintedDiagnosis begin(ConnectorDefinition definition) {
        return begin(definition.id(), definition.type(), definition.name(), definition.mapping());
    }

    private PrintedDiagnosis begin(ConnectorId id, String type, String name, IdentityRules rules) {
        if (!diagnoses.isEmpty()) {
            out.println();
        }
        out.println(id + " (" + type + ") \"" + PrintedDiagnosis.printable(name) + "\"");
        var diagnosis = new PrintedDiagnosis(out, clock, rules);
        diagnoses.add(diagnosis);
        return diagnosis;
    }

    private static String capabilities(Set<Capability> capabilities) {
        return capabilities.isEmpty()
                ? "can do nothing besides login: no refresh tokens for its users"
                : capabilities.stream()
                        .sorted(Comparator.naturalOrder())
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "besides login: ", ""));
    }

    private void diagnose(Connector connector, @Nullable HttpClient client, PrintedDiagnosis diagnosis) {
        if (connector instanceof DiagnosableConnector diagnosable) {
            diagnosable.diagnose(diagnosis, wanted.user().orElse(null));
        } else if (connector instanceof CallbackConnector leaving && client != null) {
            follow(leaving, client, diagnosis);
        } else {
            diagnosis.doubtful("upstream", "", "This connector cannot examine itself: try to sign in.");
        }
    }

    /// Where a browser would be sent can be asked from here, too.
    private void follow(CallbackConnector connector, HttpClient client, PrintedDiagnosis diagnosis) {
        var request = new LoginRequest(new LoginId(new Entropy().identifier()), callback, Set.of());
        var target =
                switch (connector.begin(request)) {
                    case Departure.Redirect redirect -> redirect.location();
                    case Departure.FormPost post -> post.action();
                };
        diagnosis.passed("a browser would be sent to", PrintedDiagnosis.withoutQuery(target));
        if (target.toString().startsWith(callback.toString())) {
            return; // A connector that comes back by itself.
        }
        diagnosis.asks("upstream", client, target.resolve("/"));
    }

    /// Says how it went.
    ///
    /// @return how many steps failed; 1 if there was nothing to examine
    public int finish() {
        var failures = diagnoses.stream().mapToInt(PrintedDiagnosis::failures).sum();
        if (diagnoses.isEmpty()) {
            out.println(wanted.connector()
                    .map(id -> "There is no connector \"" + PrintedDiagnosis.printable(id) + "\" in this file.")
                    .orElse("There is no connector in this file."));
            return 1;
        }
        out.println();
        out.println(failures == 0 ? "All is well." : failures == 1 ? "1 step failed." : failures + " steps failed.");
        return failures;
    }
}
