package io.lintel.benchmarks.load;

/// What is done over and over again.
public enum Scenario {
    /// Authorize, log in, consent if asked, redeem; with a refresh token.
    CODE_FLOW("code-flow"),
    REFRESH("refresh"),
    /// Post wrong passwords to the login form: a flood of them, to see what else still works meanwhile.
    PASSWORDS("passwords"),
    /// A code flow, what is asked afterwards, and a refresh.
    SOAK("soak"),
    USERINFO("userinfo"),
    DISCOVERY("discovery"),
    KEYS("keys");

    static final String SCOPE = "openid email groups offline_access";

    private final String word;

    Scenario(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether it is what people come for, and so measured unless something else is asked for.
    public boolean isUsual() {
        return this != PASSWORDS && this != SOAK;
    }

    /// One operation, after whatever it needs has been done once.
    Runnable prepare(Visitor visitor) {
        return switch (this) {
            case CODE_FLOW -> () -> visitor.codeFlow(SCOPE);
            case REFRESH -> refreshing(visitor);
            case PASSWORDS -> guessing(visitor);
            case SOAK -> () -> all(visitor);
            case USERINFO -> askingForUserInfo(visitor);
            case DISCOVERY -> () -> visitor.get("/.well-known/openid-configuration");
            case KEYS -> () -> visitor.get("/keys");
        };
    }

    private static void all(Visitor visitor) {
        var tokens = visitor.codeFlow(SCOPE);
        visitor.userInfo(Visitor.member(tokens, "access_token"));
        visitor.refresh(Visitor.member(tokens, "refresh_token"));
    }

    private static Runnable askingForUserInfo(Visitor visitor) {
        var token = Visitor.member(visitor.codeFlow("openid email groups"), "access_token");
        return () -> visitor.userInfo(token);
    }

    /// Every name is made up, so that no account is throttled and each guess costs what it costs.
    private static Runnable guessing(Visitor visitor) {
        var form = visitor.loginForm();
        return () -> visitor.guess(form);
    }

    private static Runnable refreshing(Visitor visitor) {
        var token = new String[] {Visitor.member(visitor.codeFlow(SCOPE), "refresh_token")};
        return () -> token[0] = Visitor.member(visitor.refresh(token[0]), "refresh_token");
    }
}
