package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import io.lintel.secret.Secret;
import java.time.Duration;

/// A directory as the connector uses it: searches by the service account, and binds of end-users.
///
/// An operation that fails because of its host is tried once more, on another one, and one whose connection had broken
/// while it was idle is tried again.
final class Directory implements AutoCloseable {
    /// The answer to a bind is short.
    static final int LONGEST_ANSWER = 64 * 1024;

    /// Others may give back connections that are broken while we throw those away.
    private static final int MOST_STALE = 8;

    private final Hosts hosts;
    private final ServiceLinks service;
    private final Duration operationTimeout;

    private Directory(Hosts hosts, ServiceLinks service, Duration operationTimeout) {
        this.hosts = hosts;
        this.service = service;
        this.operationTimeout = operationTimeout;
    }

    static Directory of(LdapConfiguration configuration) {
        requirePositive("connectTimeout", configuration.connectTimeout());
        requirePositive("operationTimeout", configuration.operationTimeout());
        requirePositive("loginTimeout", configuration.loginTimeout());
        var transport = Transport.of(configuration);
        var hosts = new Hosts(
                DirectoryHost.parseList(configuration.host(), transport.defaultPort()),
                transport,
                Addresses.ofTheSystem(),
                configuration.connectTimeout());
        var service = new ServiceLinks(
                hosts,
                serviceBind(configuration),
                configuration.connectTimeout(),
                configuration.poolSize(),
                System::nanoTime);
        return new Directory(hosts, service, configuration.operationTimeout());
    }

    private static void requirePositive(String key, Duration duration) {
        if (!duration.isPositive()) {
            throw ConnectorException.misconfigured(key + " must be longer than nothing");
        }
    }

    private static Hosts.Greeting serviceBind(LdapConfiguration configuration) {
        var dn = configuration.bindDn();
        var password = configuration.bindPw();
        if (dn == null && password == null) {
            return (_, _) -> {};
        }
        if (dn == null || password == null) {
            throw ConnectorException.misconfigured(
                    (dn == null ? "bindPW is set and bindDN is not" : "bindDN is set and bindPW is not")
                            + ": set both, or neither to search anonymously");
        }
        return (link, deadline) -> {
            try {
                link.within(
                        deadline.left(configuration.operationTimeout()),
                        connection -> connection.bind(dn, password.reveal()));
            } catch (LDAPException failed) {
                if (DirectoryFault.isOfThisHostAlone(failed)) {
                    throw failed;
                }
                throw DirectoryFault.of("binding as the service account " + dn, link.host(), failed);
            }
        };
    }

    /// Tries every host.
    ///
    /// @return whether one can be used
    boolean diagnose(Diagnosis diagnosis) {
        return hosts.diagnose(diagnosis);
    }

    /// Searches with the rights of the service account.
    ///
    /// @param doing for messages: what is searched
    /// @param search one search, perhaps of several pages; all of it must be over within the operation timeout
    <T> T search(String doing, Deadline deadline, Link.Operation<T> search) {
        return tried(doing, () -> searchOnce(deadline, search));
    }

    /// Binds with an end-user's password on a connection that is used for nothing else.
    BindAnswer bind(String dn, Secret password, Deadline deadline) {
        return tried("binding as the end-user " + dn, () -> bindOnce(dn, password, deadline));
    }

    @Override
    public void close() {
        service.close();
    }

    private interface Attempt<T> {
        T make() throws OperationFailed;
    }

    private <T> T tried(String doing, Attempt<T> attempt) {
        var elsewhere = false;
        for (var stale = 0; ; ) {
            try {
                return attempt.make();
            } catch (OperationFailed failed) {
                if (failed.wasStale() && stale < MOST_STALE) {
                    stale++;
                    service.forgetIdle();
                } else if (failed.isOfThisHostAlone() && hosts.areSeveral() && !elsewhere) {
                    elsewhere = true;
                    hosts.failed(failed.host());
                } else {
                    throw failed.asFault(doing);
                }
            }
        }
    }

    private <T> T searchOnce(Deadline deadline, Link.Operation<T> search) throws OperationFailed {
        var lent = service.lend(deadline, operationTimeout);
        var link = lent.link();
        var usable = false;
        try {
            var answer = link.within(deadline.left(operationTimeout), search);
            usable = true;
            return answer;
        } catch (LDAPException failed) {
            usable = failed.getResultCode().isConnectionUsable();
            throw new OperationFailed(link.host(), lent.usedBefore(), failed);
        } finally {
            if (usable) {
                service.giveBack(link);
            } else {
                service.discard(link);
            }
        }
    }

    private BindAnswer bindOnce(String dn, Secret password, Deadline deadline) throws OperationFailed {
        var link = hosts.connect(deadline, LONGEST_ANSWER, (_, _) -> {});
        try {
            return link.within(deadline.left(operationTimeout), connection -> {
                BindResult result;
                var request = new SimpleBindRequest(
                        dn, password.reveal(), new DraftBeheraLDAPPasswordPolicy10RequestControl());
                try {
                    result = connection.bind(request);
                } catch (LDAPBindException refused) {
                    return BindAnswer.find(refused.getBindResult()).orElseThrow(() -> refused);
                }
                return BindAnswer.find(result).orElseGet(BindAnswer.Accepted::new);
            });
        } catch (LDAPException failed) {
            throw new OperationFailed(link.host(), false, failed);
        } finally {
            link.unbind();
        }
    }
}
