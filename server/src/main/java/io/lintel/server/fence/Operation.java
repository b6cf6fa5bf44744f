package io.lintel.server.fence;

import java.util.Locale;

/// What a connector is asked to do.
public enum Operation {
    BEGIN(false),
    FINISH(true),
    LOGIN(true),
    NEGOTIATE(false),
    REFRESH(true),
    IDENTIFY(true),
    BEGIN_LOGOUT(false),
    FINISH_LOGOUT(false);

    private final boolean asksUpstream;

    Operation(boolean asksUpstream) {
        this.asksUpstream = asksUpstream;
    }

    /// Whether it mostly asks the upstream something, so that its success says that the upstream is there. To
    /// begin, most connectors only make an address, and most tickets are worth nothing by themselves.
    boolean asksUpstream() {
        return asksUpstream;
    }

    /// As a label.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
