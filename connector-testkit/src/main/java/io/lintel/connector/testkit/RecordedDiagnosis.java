package io.lintel.connector.testkit;

import io.lintel.connector.Diagnosis;
import io.lintel.connector.LoginResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what a connector reports when it examines itself. Looks nothing up and connects to nothing: every host can be
/// reached.
public final class RecordedDiagnosis implements Diagnosis {

    private final List<String> lines = new ArrayList<>();
    private @Nullable LoginResult signIn;

    /// Each step as `ok STEP: DETAIL`, `look …` or `fail …`, in order.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// Who would come in; null if nobody was looked up.
    public @Nullable LoginResult signIn() {
        return signIn;
    }

    @Override
    public void passed(String step, String detail) {
        lines.add("ok " + step + ": " + detail);
    }

    @Override
    public void doubtful(String step, String detail, String hint) {
        lines.add("look " + step + ": " + detail + " -> " + hint);
    }

    @Override
    public void failed(String step, String detail, String hint) {
        lines.add("fail " + step + ": " + detail + " -> " + hint);
    }

    @Override
    public boolean connects(String host, int port) {
        lines.add("ok connect: " + host + ":" + port);
        return true;
    }

    @Override
    public boolean asks(String step, HttpClient client, URI address) {
        lines.add("ok " + step + ": " + address);
        return true;
    }

    @Override
    public void certificate(String whose, X509Certificate certificate) {
        lines.add("ok certificate of " + whose + ": " + certificate.getSubjectX500Principal());
    }

    @Override
    public void clock(String whose, Instant theirs) {
        lines.add("ok clock of " + whose + ": " + theirs);
    }

    @Override
    public void signIn(LoginResult result) {
        signIn = result;
    }
}
