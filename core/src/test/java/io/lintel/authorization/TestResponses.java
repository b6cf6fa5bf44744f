package io.lintel.authorization;

import io.lintel.oauth2.ResponseType;
import java.util.Set;

/// What a provider may be configured to answer.
public final class TestResponses {

    public static final ResponseRules CODE = ResponseRules.of(Set.of(Set.of(ResponseType.CODE)));

    public static final ResponseRules ALL = ResponseRules.of(Set.of(
            Set.of(ResponseType.CODE),
            Set.of(ResponseType.ID_TOKEN),
            Set.of(ResponseType.CODE, ResponseType.TOKEN),
            Set.of(ResponseType.CODE, ResponseType.ID_TOKEN),
            Set.of(ResponseType.ID_TOKEN, ResponseType.TOKEN),
            Set.of(ResponseType.CODE, ResponseType.ID_TOKEN, ResponseType.TOKEN)));

    private TestResponses() {}
}
