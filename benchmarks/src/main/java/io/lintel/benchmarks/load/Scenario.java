package io.lintel.benchmarks.load;

import java.util.function.Function;

/// What is done over and over again.
enum Scenario {
    /// Authorize, log in, consent if asked, redeem; with a refresh token.
    CODE_FLOW("code-flow", visitor -> () -> visitor.codeFlow("openid email offline_access")),
    REFRESH("refresh", Scenario::refreshing),
    USERINFO("userinfo", visitor -> {
        var token = Visitor.member(visitor.codeFlow("openid email"), "access_token");
        return () -> visitor.userInfo(token);
    }),
    DISCOVERY("discovery", visitor -> () -> visitor.get("/.well-known/openid-configuration")),
    KEYS("keys", visitor -> () -> visitor.get("/keys"));

    private final String word;
    private final Function<Visitor, Runnable> prepare;

    Scenario(String word, Function<Visitor, Runnable> prepare) {
        this.word = word;
        this.prepare = prepare;
    }

    String word() {
        return word;
    }

    /// One operation, after whatever it needs has been done once.
    Runnable prepare(Visitor visitor) {
        return prepare.apply(visitor);
    }

    private static Runnable refreshing(Visitor visitor) {
        var token = new String[] {Visitor.member(visitor.codeFlow("openid email offline_access"), "refresh_token")};
        return () -> token[0] = Visitor.member(visitor.refresh(token[0]), "refresh_token");
    }
}
