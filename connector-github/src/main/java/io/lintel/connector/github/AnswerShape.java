package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Json;
import java.net.URI;

/// The types of what we read of an answer. The library would make a number of a fraction, and true of a one.
final class AnswerShape {

    private AnswerShape() {}

    /// @throws ConnectorException invalid response if a member is not what GitHub documents
    static void check(URI uri, Json answer) {
        var path = uri.getPath();
        if (path.endsWith("/user/emails")) {
            answer.asObjects().forEach(AnswerShape::checkEmail);
        } else if (path.endsWith("/user/teams")) {
            answer.asObjects().forEach(AnswerShape::checkTeam);
        } else {
            checkUser(answer.asObject());
        }
    }

    private static void checkUser(Json.Members user) {
        user.requireText("login");
        if (user.findWhole("id").orElse(0) <= 0) {
            throw ConnectorException.invalidResponse("the answer's user has no id");
        }
        for (var text : new String[] {
            "name", "email", "avatar_url", "html_url", "blog", "created_at", "updated_at", "suspended_at", "url"
        }) {
            user.findText(text);
        }
    }

    private static void checkEmail(Json.Members email) {
        email.requireText("email");
        email.isTrue("primary");
        email.isTrue("verified");
    }

    private static void checkTeam(Json.Members team) {
        team.findWhole("id");
        team.requireText("name");
        team.findText("slug");
        team.findObject("organization")
                .orElseThrow(() -> ConnectorException.invalidResponse("the answer's team has no organization"))
                .requireText("login");
    }
}
