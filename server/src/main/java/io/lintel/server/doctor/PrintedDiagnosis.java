package io.lintel.server.doctor;

import io.lintel.authorization.IdentityRules;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Prints each step on a line of its own, as soon as it is known.
final class PrintedDiagnosis implements Diagnosis {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration EXPIRES_SOON = Duration.ofDays(30);

    /// What tokens and assertions are granted at most (SEC-G7, SEC-K7).
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Clock clock;
    private final IdentityRules rules;
    private int failures;

    /// @param rules what applications are told of who comes in
    PrintedDiagnosis(PrintStream out, Clock clock, IdentityRules rules) {
        this.out = out;
        this.clock = clock;
        this.rules = rules;
    }

    int failures() {
        return failures;
    }

    @Override
    public void passed(String step, String detail) {
        print("ok", step, detail, "");
    }

    @Override
    public void doubtful(String step, String detail, String hint) {
        print("look", step, detail, hint);
    }

    @Override
    public void failed(String step, String detail, String hint) {
        failures++;
        print("FAIL", step, detail, hint);
    }

    private void print(String verdict, String step, String detail, String hint) {
        out.printf("  %-4s  %s%s%n", verdict, printable(step), detail.isEmpty() ? "" : ": " + printable(detail));
        if (!hint.isEmpty()) {
            out.println("        -> " + printable(hint));
        }
    }

    @Override
    public boolean connects(String host, int port) {
        var addresses = lookUp(host);
        var connected = new ArrayList<String>();
        var reasons = new ArrayList<String>();
        for (var address : addresses) {
            var reason = connect(address, port);
            if (reason == null) {
                connected.add(address.getHostAddress());
            } else {
                reasons.add(address.getHostAddress() + ": " + reason);
            }
        }
        if (addresses.isEmpty()) {
            return false;
        }
        var step = "connect to port " + port;
        if (connected.isEmpty()) {
            failed(
                    step,
                    String.join("; ", reasons),
                    "Nothing listens there, or a firewall between here and there drops or refuses connections.");
        } else if (reasons.isEmpty()) {
            passed(step, "");
        } else {
            doubtful(step, String.join("; ", reasons), "Some addresses of the name work and some do not.");
        }
        return !connected.isEmpty();
    }

    /// The resolver of the operating system knows no time limit of ours, so it is left behind if it does not answer.
    private List<InetAddress> lookUp(String host) {
        var step = "look up " + host;
        try {
            var addresses = List.of(CompletableFuture.supplyAsync(() -> addresses(host), Thread::startVirtualThread)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            if (addresses.isEmpty()) {
                failed(step, "the name is unknown", "Is it spelled right, and does this machine ask the right DNS?");
            } else {
                passed(
                        step,
                        String.join(
                                ", ",
                                addresses.stream()
                                        .map(InetAddress::getHostAddress)
                                        .toList()));
            }
            return addresses;
        } catch (TimeoutException | ExecutionException slow) {
            failed(step, "no answer within 5 s", "Look at the DNS servers this machine asks.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failed(step, "interrupted", "");
        }
        return List.of();
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            return new InetAddress[0];
        }
    }

    /// Why not, or null if it went well.
    private static @Nullable String connect(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
            return null;
        } catch (IOException failed) {
            return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        }
    }

    @Override
    public void certificate(String whose, X509Certificate certificate) {
        var step = "certificate of " + whose;
        var expiry = certificate.getNotAfter().toInstant();
        var left = Duration.between(clock.instant(), expiry);
        var detail = certificate.getSubjectX500Principal().getName() + ", until "
                + expiry.atZone(ZoneOffset.UTC).toLocalDate();
        if (left.isNegative()) {
            failed(step, detail, "It has expired: ask whoever runs the upstream for a new one.");
        } else if (left.compareTo(EXPIRES_SOON) < 0) {
            doubtful(step, detail, "It expires in " + left.toDays() + " days.");
        } else {
            passed(step, detail);
        }
    }

    @Override
    public void clock(String whose, Instant theirs) {
        var step = "clock of " + whose;
        var apart = Duration.between(clock.instant(), theirs);
        var detail = apart.abs().toSeconds() < 2
                ? "the same as ours"
                : apart.abs().toSeconds() + " s " + (apart.isNegative() ? "behind" : "ahead of") + " ours";
        if (apart.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            failed(
                    step,
                    detail,
                    "Answers of the upstream may be refused as expired or not yet valid: set both by NTP.");
        } else {
            passed(step, detail);
        }
    }

    @Override
    public boolean asks(String step, HttpClient client, URI address) {
        var host = address.getHost();
        if (host == null) {
            failed(step, withoutQuery(address), "This is no address of a host.");
            return false;
        }
        var port = address.getPort() >= 0 ? address.getPort() : "http".equals(address.getScheme()) ? 80 : 443;
        if (!connects(host, port)) {
            return false;
        }
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close(); // Who answers is enough; the answer may be without end.
            passed(step, withoutQuery(address) + " answers " + response.statusCode());
            noteWhoAnswered(response);
            return true;
        } catch (SSLException untrusted) {
            failed(
                    step,
                    "no TLS: " + untrusted.getMessage(),
                    "The certificate must be signed by an authority that is trusted here (see rootCA), be for this"
                            + " host, and not have expired.");
        } catch (IOException unanswered) {
            failed(step, "no answer: " + unanswered.getMessage(), "Is this the right port, and does it speak HTTP?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failed(step, "interrupted", "");
        }
        return false;
    }

    private void noteWhoAnswered(HttpResponse<?> response) {
        var whose = response.uri().getAuthority();
        response.sslSession().map(PrintedDiagnosis::certificate).ifPresent(shown -> certificate(whose, shown));
        response.headers().firstValue("Date").map(PrintedDiagnosis::time).ifPresent(theirs -> clock(whose, theirs));
    }

    private static @Nullable X509Certificate certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown ? shown : null;
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    private static @Nullable Instant time(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    @Override
    public void signIn(LoginResult result) {
        switch (result) {
            case LoginResult.Refused refused ->
                failed(
                        "sign-in",
                        "refused: "
                                + refused.reason()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                        refused.detail());
            case LoginResult.Authenticated authenticated -> {
                passed("sign-in", "this is who would come in");
                print(authenticated.identity());
                printTold(authenticated.identity());
            }
        }
    }

    private void printTold(Identity identity) {
        var told = rules.apply(identity);
        if (!told.equals(identity)) {
            out.println("        the mapping makes of it, for applications:");
            print(told);
        }
    }

    private void print(Identity identity) {
        row("user id", identity.userId());
        row("name", identity.username());
        row("preferred name", identity.preferredUsername());
        row("e-mail", email(identity.email()));
        row("given name", identity.profile().givenName());
        row("family name", identity.profile().familyName());
        row("nickname", identity.profile().nickname());
        row("picture", identity.profile().picture());
        row("locale", identity.profile().locale());
        row("groups", identity.groups().isEmpty() ? "none" : "");
        identity.groups().forEach(group -> out.println("            " + printable(group)));
    }

    private static @Nullable String email(@Nullable Email email) {
        return email == null ? null : email.address() + (email.verified() ? "" : " (not verified)");
    }

    private void row(String name, @Nullable String value) {
        if (value != null) {
            out.printf("        %-16s%s%n", name, printable(value));
        }
    }

    /// An address without what may be secret in it.
    static String withoutQuery(URI address) {
        var text = address.toString();
        var query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    /// Text of an upstream cannot move the cursor or colour the terminal.
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
