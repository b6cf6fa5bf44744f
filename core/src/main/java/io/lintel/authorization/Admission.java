package io.lintel.authorization;

import io.lintel.client.Subjects;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.session.Authentication;
import java.util.Optional;

/// Who may come in with a request: by which connectors, and as whom.
final class Admission {

    private final Connectors connectors;
    private final Subjects subjects;

    Admission(Connectors connectors, Subjects subjects) {
        this.connectors = connectors;
        this.subjects = subjects;
    }

    OpenConnectors open(AuthorizationTarget target, AuthorizationRequest request) {
        return OpenConnectors.of(connectors, target, request);
    }

    /// The connector by which the hinted end-user comes, where the client's `sub` tells. Where it does not, it is
    /// seen after the login whether it was them.
    ///
    /// @throws OAuth2Exception `login_required` if it is not open to the client
    Optional<ConnectorEntry> findHinted(AuthorizationTarget target, AuthorizationRequest request) {
        return findHintedSubject(target, request).map(hinted -> open(target, request)
                .findHinted(hinted)
                .orElseThrow(() -> notTheHinted("the connector of the hinted end-user is not open to the client")));
    }

    /// A connector by which somebody wants to come.
    ///
    /// @throws OAuth2Exception if it is not open to the client, the client asked for another, or the hinted
    ///     end-user comes by another
    ConnectorEntry require(AuthorizationTarget target, AuthorizationRequest request, ConnectorId connector) {
        var entry = open(target, request).require(connector);
        if (request.connector() != null && !request.connector().equals(connector)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The connector_id is not that of the address.");
        }
        if (findHintedSubject(target, request)
                .filter(hinted -> !hinted.connectorId().equals(connector.value()))
                .isPresent()) {
            throw notTheHinted("the hinted end-user does not come by connector \"" + connector + "\"");
        }
        return entry;
    }

    /// The connector by which somebody has come.
    ///
    /// @throws OAuth2Exception if it is not open to the client any more, or the client hinted at somebody else
    ConnectorEntry require(AuthorizationTarget target, AuthorizationRequest request, Authentication login) {
        var entry = open(target, request).require(login.connector());
        var hinted = request.hinted();
        if (hinted != null && !subjects.isSub(hinted, target.client(), login.subject())) {
            throw notTheHinted("somebody else than the hinted end-user has logged in");
        }
        return entry;
    }

    private Optional<Subject> findHintedSubject(AuthorizationTarget target, AuthorizationRequest request) {
        return Optional.ofNullable(request.hinted()).flatMap(sub -> subjects.find(sub, target.client()));
    }

    /// OpenID Connect Core, section 3.1.2.1.
    private static OAuth2Exception notTheHinted(String detail) {
        return OAuth2Exception.of(
                ErrorCode.LOGIN_REQUIRED, "The end-user of the id_token_hint is not logged in.", detail);
    }
}
