package io.lintel.connector;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Instant;

/// Takes what a [DiagnosableConnector] finds, and does what all of them must do. The words are shown to the operator:
/// no secrets.
public interface Diagnosis {

    /// A step that worked.
    ///
    /// @param step in a few words, such as `bind as cn=reader,dc=example,dc=org`
    /// @param detail what was found; may be empty
    void passed(String step, String detail);

    /// A step that worked and may not go on working, or that looks as if it were not meant so.
    ///
    /// @param hint what to do about it
    void doubtful(String step, String detail, String hint);

    /// A step that did not work.
    ///
    /// @param hint what to look at first
    void failed(String step, String detail, String hint);

    /// A step that ended in a fault. Its message says what to do.
    default void failed(String step, ConnectorException fault) {
        failed(step, String.valueOf(fault.getMessage()), "");
    }

    /// Looks a name up and connects to each of its addresses, as two steps.
    ///
    /// @return whether at least one address lets itself be connected to within 5 seconds
    boolean connects(String host, int port);

    /// Says whose certificate was shown, and when it expires.
    ///
    /// @param whose such as `ldap.example.org:636`
    void certificate(String whose, X509Certificate certificate);

    /// Compares another clock with ours.
    void clock(String whose, Instant theirs);

    /// Looks up, connects to and asks an HTTP upstream, and reports each of these, its certificate and its clock.
    ///
    /// @param step such as `token endpoint`
    /// @param client what the connector asks this address with: its trust is what is tried
    /// @return whether there was an answer, whatever its status
    boolean asks(String step, HttpClient client, URI address);

    /// What a sign-in would give: the last step, if somebody was named.
    void signIn(LoginResult result);
}
