package io.lintel.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An account made ready to be shown in one language.
record AccountText(Account view, Texts texts) {

    /// One entry of a list, and the form that ends it.
    ///
    /// @param marked whether it is that of the browser that looks
    /// @param detail beside the heading, in small
    /// @param facts each with a label
    record Entry(
            String heading,
            boolean marked,
            @Nullable String detail,
            List<Fact> facts,
            List<String> told,
            Map<String, String> hidden,
            Message button) {}

    /// @param moment none if it is no time
    record Fact(
            String label, @Nullable String text, @Nullable Moment moment) {}

    List<Entry> sessions() {
        return view.sessions().stream()
                .map(session -> new Entry(
                        DeviceName.of(texts, session.userAgent()),
                        session.isThis(),
                        session.address(),
                        List.of(
                                fact(Message.ACCOUNT_SINCE, session.since()),
                                fact(Message.ACCOUNT_LAST_USED, session.lastUsed()),
                                new Fact(texts.of(Message.ACCOUNT_CLIENTS), names(session.clients()), null)),
                        List.of(),
                        session.hidden(),
                        session.isThis() ? Message.ACCOUNT_SIGN_OUT : Message.ACCOUNT_END_SESSION))
                .toList();
    }

    List<Entry> tokens() {
        return view.tokens().stream()
                .map(token -> new Entry(
                        texts.shown(token.client()),
                        false,
                        DeviceName.of(texts, token.userAgent()),
                        List.of(
                                fact(Message.ACCOUNT_GIVEN, token.since()),
                                fact(Message.ACCOUNT_LAST_USED, token.lastUsed())),
                        List.of(),
                        token.hidden(),
                        Message.ACCOUNT_END_TOKEN))
                .toList();
    }

    List<Entry> consents() {
        return view.consents().stream()
                .map(consent -> new Entry(
                        texts.shown(consent.client()),
                        false,
                        null,
                        List.of(fact(Message.ACCOUNT_GIVEN, consent.at())),
                        Scopes.told(texts, consent.scopes(), consent.claims(), consent.clientNames()),
                        consent.hidden(),
                        Message.ACCOUNT_END_CONSENT))
                .toList();
    }

    Moment since() {
        return Moment.of(view.since(), texts.language());
    }

    Moment until() {
        return Moment.of(view.until(), texts.language());
    }

    private Fact fact(Message label, Instant at) {
        return new Fact(texts.of(label), null, Moment.of(at, texts.language()));
    }

    private String names(List<String> clients) {
        return clients.stream().sorted().map(texts::shown).collect(Collectors.joining(", "));
    }
}
