package io.lintel.token;

import io.lintel.oauth2.Issuer;
import io.lintel.token.TokenPolicy.AccessTokenType;
import io.lintel.token.TokenPolicy.Copies;
import io.lintel.token.TokenPolicy.UserInfoForm;
import java.time.Duration;

/// What operators decide.
final class TestPolicies {

    static final Issuer ISSUER = new Issuer("https://id.example/dex");
    static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    static final Duration LONGEST_TOKEN_LIFETIME = Duration.ofHours(2);
    static final Duration RETRY_WINDOW = Duration.ofSeconds(3);
    static final Duration ABSOLUTE = Duration.ofDays(30);
    static final Duration IDLE = Duration.ofDays(7);

    static final TokenPolicy DEFAULT = policy(true, RETRY_WINDOW, AccessTokenType.NONE, UserInfoForm.CLAIMS);
    static final TokenPolicy STRICT = policy(true, RETRY_WINDOW, AccessTokenType.AT_JWT, UserInfoForm.CLAIMS);
    static final TokenPolicy OF_DEX = policy(true, RETRY_WINDOW, AccessTokenType.NONE, UserInfoForm.PAYLOAD);
    static final TokenPolicy WITHOUT_RETRY = policy(true, Duration.ZERO, AccessTokenType.NONE, UserInfoForm.CLAIMS);
    static final TokenPolicy WITHOUT_ROTATION = policy(false, RETRY_WINDOW, AccessTokenType.NONE, UserInfoForm.CLAIMS);

    private TestPolicies() {}

    private static TokenPolicy policy(boolean rotates, Duration window, AccessTokenType type, UserInfoForm form) {
        return new TokenPolicy(
                ISSUER,
                TOKEN_LIFETIME,
                LONGEST_TOKEN_LIFETIME,
                rotates,
                window,
                ABSOLUTE,
                IDLE,
                type,
                form,
                form == UserInfoForm.PAYLOAD ? Copies.CHANGE_NOTHING : Copies.END_THE_GRANT);
    }
}
