package io.lintel.connector.saml;

import static io.lintel.connector.saml.OutgoingXml.Vocabulary.ASSERTION;
import static io.lintel.connector.saml.OutgoingXml.Vocabulary.PROTOCOL;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Logout at the identity provider and for the identity provider (SAML Profiles, section 4.4).
final class SingleLogout {

    /// How long a request of ours is worth something, and how old one of theirs may be.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String PARTIAL = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";

    /// The identity provider wants somebody logged out here.
    ///
    /// @param sessionIndexes which of the person's sessions; empty for all
    /// @param relayState goes back with the answer
    /// @param notOnOrAfter when the request is too old, whatever the clocks show
    record Asked(
            String id,
            NameId nameId,
            List<String> sessionIndexes,
            @Nullable String relayState,
            Instant notOnOrAfter) {

        Asked {
            sessionIndexes = List.copyOf(sessionIndexes);
        }
    }

    private final SamlSetup setup;
    private final IdentityProviders providers;
    private final Clock clock;

    SingleLogout(SamlSetup setup, IdentityProviders providers, Clock clock) {
        this.setup = setup;
        this.providers = providers;
        this.clock = clock;
    }

    /// Whether logout messages can be sent; without a key nobody would believe them.
    boolean isPossible() {
        var configuration = setup.configuration();
        return setup.signing() != null && (configuration.sloUrl() != null || configuration.hasMetadata());
    }

    /// Where the browser goes to log out, if the identity provider has such an address.
    Optional<Departure> begin(Identity identity, LoginId id) {
        var who = LogoutState.find(identity.refreshState()).or(() -> byUserId(identity));
        return who.isEmpty()
                ? Optional.empty()
                : address().map(address -> {
                    var destination = address.getValue().requests();
                    var xml = request(id, who.get(), destination);
                    return new OutgoingMessage("SAMLRequest", xml, destination, id.value(), setup.signing())
                            .departBy(address.getKey());
                });
    }

    /// The user id is the NameID, unless an attribute stands in for it.
    private Optional<LogoutState> byUserId(Identity identity) {
        return setup.configuration().userIdAttr() == null
                ? Optional.of(new LogoutState(new NameId(identity.userId(), null, null, null), null))
                : Optional.empty();
    }

    private OutgoingXml request(LoginId id, LogoutState who, URI destination) {
        var now = clock.instant();
        var request = message("LogoutRequest", id.value(), now, destination)
                .attribute("NotOnOrAfter", seconds(now.plus(FRESH)));
        request.child(ASSERTION, "Issuer").text(setup.entityId());
        var name = who.nameId();
        request.child(ASSERTION, "NameID")
                .attribute("Format", name.format())
                .attribute("NameQualifier", name.nameQualifier())
                .attribute("SPNameQualifier", name.spNameQualifier())
                .text(name.value());
        if (who.sessionIndex() != null) {
            request.child(PROTOCOL, "SessionIndex").text(who.sessionIndex());
        }
        return request;
    }

    /// Checks the answer to a request of ours.
    ///
    /// @throws ConnectorException if it is not to be believed, or says that somebody may still be logged in
    void finish(LoginId id, CallbackRequest callback) {
        try {
            var response = believed("SAMLResponse", "LogoutResponse", callback);
            if (!id.value().equals(response.attribute("InResponseTo"))) {
                throw new Rejection(Reason.IN_RESPONSE_TO, "the answer is to another request");
            }
            var status = response.child(PROTOCOL.uri(), "Status");
            if (status.isEmpty() || !codes(status.get()).equals(List.of(SUCCESS))) {
                throw new Rejection(Reason.STATUS, "the identity provider did not end all sessions");
            }
        } catch (Rejection rejected) {
            throw notBelieved(rejected);
        }
    }

    /// Reads a request of the identity provider.
    ///
    /// @throws ConnectorException if it is not to be believed
    Asked read(CallbackRequest callback) {
        try {
            var request = believed("SAMLRequest", "LogoutRequest", callback);
            var end = requireFresh(request);
            var id = request.attribute("ID");
            var name = request.child(ASSERTION.uri(), "NameID");
            if (id == null || name.isEmpty() || name.get().text().isBlank()) {
                throw new Rejection(Reason.SUBJECT, "there is no ID or no NameID (encrypted ones are not read)");
            }
            var sessionIndexes = new ArrayList<String>();
            for (var index : request.children(PROTOCOL.uri(), "SessionIndex")) {
                sessionIndexes.add(index.text());
            }
            var relayState = callback.findParameter("RelayState").orElse(null);
            return new Asked(id, nameId(name.get()), sessionIndexes, relayState, end);
        } catch (Rejection rejected) {
            throw notBelieved(rejected);
        }
    }

    private static NameId nameId(SamlElement name) throws Rejection {
        return new NameId(
                name.text(),
                name.attribute("Format"),
                name.attribute("NameQualifier"),
                name.attribute("SPNameQualifier"));
    }

    /// The answer to such a request, if the identity provider has an address for it.
    ///
    /// @param complete whether all the sessions that were meant have ended
    Optional<Departure> answer(Asked asked, boolean complete) {
        return address().map(address -> {
            var destination = address.getValue().responses();
            var response = message("LogoutResponse", "_" + UUID.randomUUID(), clock.instant(), destination)
                    .attribute("InResponseTo", asked.id());
            response.child(ASSERTION, "Issuer").text(setup.entityId());
            var code = response.child(PROTOCOL, "Status")
                    .child(PROTOCOL, "StatusCode")
                    .attribute("Value", SUCCESS);
            if (!complete) {
                code.child(PROTOCOL, "StatusCode").attribute("Value", PARTIAL);
            }
            return new OutgoingMessage("SAMLResponse", response, destination, asked.relayState(), setup.signing())
                    .departBy(address.getKey());
        });
    }

    /// The root of a message that the identity provider has signed for us.
    private SamlElement believed(String field, String name, CallbackRequest callback) throws Rejection {
        var provider = providers.current();
        var root = IncomingMessage.of(field, callback).believedBy(provider.signers());
        if (!root.is(PROTOCOL.uri(), name) || !"2.0".equals(root.attribute("Version"))) {
            throw new Rejection(Reason.STRUCTURE, "the message is no " + name + " of version 2.0");
        }
        var issuer = root.child(ASSERTION.uri(), "Issuer");
        if (issuer.isEmpty()
                || (provider.entityId() != null && !issuer.get().text().equals(provider.entityId()))) {
            throw new Rejection(Reason.ISSUER, "the issuer is another");
        }
        if (!callback.uri().toString().equals(root.attribute("Destination"))) {
            throw new Rejection(Reason.DESTINATION, "the destination is another address than " + callback.uri());
        }
        return root;
    }

    /// @return when it is fresh no more
    private Instant requireFresh(SamlElement request) throws Rejection {
        var now = clock.instant();
        var tolerance = setup.configuration().clockTolerance();
        var issued = request.time("IssueInstant");
        if (issued == null || now.plus(tolerance).isBefore(issued)) {
            throw new Rejection(Reason.NOT_YET_VALID, "the request is of the future, or of no time");
        }
        var told = request.time("NotOnOrAfter");
        var end = (told == null ? issued.plus(FRESH) : told).plus(tolerance);
        if (!now.isBefore(end)) {
            throw new Rejection(Reason.EXPIRED, "the request has expired");
        }
        return end;
    }

    /// The status code and the codes in it.
    private static List<String> codes(SamlElement status) throws Rejection {
        var codes = new ArrayList<String>();
        var code = status.child(PROTOCOL.uri(), "StatusCode");
        while (code.isPresent()) {
            codes.add(String.valueOf(code.get().attribute("Value")));
            code = code.get().child(PROTOCOL.uri(), "StatusCode");
        }
        return codes;
    }

    private Optional<Map.Entry<Binding, IdentityProvider.SingleLogout>> address() {
        var provider = providers.current();
        var preferred = setup.configuration().sloBinding();
        return Stream.concat(Stream.of(preferred), Stream.of(Binding.values()))
                .flatMap(binding ->
                        provider.findSingleLogout(binding).stream().map(address -> Map.entry(binding, address)))
                .findFirst();
    }

    private static OutgoingXml message(String name, String id, Instant now, URI destination) {
        return OutgoingXml.root(PROTOCOL, name, ASSERTION)
                .attribute("ID", id)
                .attribute("Version", "2.0")
                .attribute("IssueInstant", seconds(now))
                .attribute("Destination", destination.toString());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ConnectorException notBelieved(Rejection rejected) {
        var refused = rejected.verdict();
        return ConnectorException.invalidResponse(refused.reason().code() + ": " + refused.detail());
    }
}
