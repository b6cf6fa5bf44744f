package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;

/// A television without a browser, and a browser beside it. The issuer has a path, and no client has registered an
/// address. Nobody is asked for consent otherwise, and everybody else must use PKCE.
final class LivingRoom implements AutoCloseable {

    private static final String TEXT = TestServer.STANDARD.replace("@PORT@\"}", "@PORT@\", allowedOrigins: [\"*\"]}")
            + Television.CLIENTS
            + "oauth2: {skipApprovalScreen: true, pkce: {enforce: true}}\n";

    final TestBrowser cookieless = new TestBrowser();
    final TestBrowser alice = new TestBrowser();
    final Television tv;

    LivingRoom(TestServer server) {
        tv = new Television(server, cookieless);
    }

    static TestServer serve() {
        return TestServer.start(TEXT);
    }

    @Override
    public void close() {
        cookieless.close();
        alice.close();
    }
}
