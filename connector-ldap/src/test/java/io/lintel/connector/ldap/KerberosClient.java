package io.lintel.connector.ldap;

import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/// Somebody who has logged in to a realm with a password, as on a computer of the organization.
final class KerberosClient {
    private final Subject subject;

    private KerberosClient(Subject subject) {
        this.subject = subject;
    }

    static KerberosClient logIn(ActiveDirectory directory, String user) throws LoginException {
        System.setProperty("java.security.krb5.conf", directory.krb5Conf().toString());
        var subject = new Subject();
        new LoginContext("", subject, callbacks -> answer(callbacks, user), new OneModule()).login();
        return new KerberosClient(subject);
    }

    private static void answer(Callback[] callbacks, String user) throws UnsupportedCallbackException {
        for (var callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(user);
                case PasswordCallback password -> password.setPassword(ActiveDirectory.PASSWORD.toCharArray());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /// What a browser would send to a service of the realm.
    Secret token(String service) {
        return Subject.callAs(subject, () -> token(service + "@" + ActiveDirectory.REALM, GSSManager.getInstance()));
    }

    private static Secret token(String principal, GSSManager manager) throws GSSException {
        var name = manager.createName(principal, new Oid("1.2.840.113554.1.2.2.1"));
        var context = manager.createContext(name, new Oid("1.3.6.1.5.5.2"), null, GSSContext.DEFAULT_LIFETIME);
        try {
            context.requestMutualAuth(true);
            return Secret.of(Base64.getEncoder().encodeToString(context.initSecContext(new byte[0], 0, 0)));
        } finally {
            context.dispose();
        }
    }

    private static final class OneModule extends Configuration {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule",
                        LoginModuleControlFlag.REQUIRED,
                        Map.of("refreshKrb5Config", "true"))
            };
        }
    }
}
