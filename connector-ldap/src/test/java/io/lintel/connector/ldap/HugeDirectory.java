package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A program that logs many end-users in at once, with a directory on each of the given ports in turn, and prints how
/// often each outcome came. It ends with an error if the heap it was given is too small.
final class HugeDirectory {
    /// Three times as many as there are connections to search with.
    static final int AT_ONCE = 24;

    private HugeDirectory() {}

    public static void main(String[] ports) throws InterruptedException {
        for (var port : ports) {
            System.out.println(outcomes(port));
        }
    }

    private static String outcomes(String port) throws InterruptedException {
        var outcomes = new TreeMap<String, Integer>();
        // Whatever the time it takes: memory is measured.
        var configuration = Configurations.with(
                TestDirectory.configuration("127.0.0.1:" + port),
                Map.entry("connectTimeout", "PT5M"),
                Map.entry("operationTimeout", "PT5M"),
                Map.entry("loginTimeout", "PT5M"));
        try (var connector = TestDirectory.open(configuration);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = new ArrayList<Future<String>>();
            for (var i = 0; i < AT_ONCE; i++) {
                logins.add(threads.submit(() -> outcome(connector)));
            }
            for (var login : logins) {
                outcomes.merge(login.get(), 1, Integer::sum);
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return outcomes.toString();
    }

    private static String outcome(LdapConnector connector) {
        try {
            var login = connector.login(TestLogins.request(Wanted.GROUPS), "alice", Secret.of(TestDirectory.PASSWORD));
            return login instanceof LoginResult.Authenticated ? "authenticated" : "refused";
        } catch (ConnectorException fault) {
            return String.valueOf(fault.fault());
        }
    }
}
