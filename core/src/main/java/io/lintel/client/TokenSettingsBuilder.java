package io.lintel.client;

import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.oauth2.Resource;
import io.lintel.signing.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes [TokenSettings].
public final class TokenSettingsBuilder {

    private SubjectType subject = new SubjectType.Public();
    private @Nullable SigningAlgorithm idTokenAlgorithm;
    private @Nullable SigningAlgorithm userInfoAlgorithm;
    private @Nullable AccessTokenForm accessTokenForm;
    private boolean scopeClaimsInIdToken = true;
    private TokenLifetimes lifetimes = TokenLifetimes.ofServer();
    private List<Resource> resources = List.of();
    private Map<Resource, String> resourceNames = Map.of();

    TokenSettingsBuilder() {}

    public TokenSettingsBuilder subject(SubjectType given) {
        subject = given;
        return this;
    }

    public TokenSettingsBuilder idTokenAlgorithm(@Nullable SigningAlgorithm given) {
        idTokenAlgorithm = given;
        return this;
    }

    public TokenSettingsBuilder userInfoAlgorithm(@Nullable SigningAlgorithm given) {
        userInfoAlgorithm = given;
        return this;
    }

    public TokenSettingsBuilder accessTokenForm(@Nullable AccessTokenForm given) {
        accessTokenForm = given;
        return this;
    }

    public TokenSettingsBuilder scopeClaimsInIdToken(boolean given) {
        scopeClaimsInIdToken = given;
        return this;
    }

    public TokenSettingsBuilder lifetimes(TokenLifetimes given) {
        lifetimes = given;
        return this;
    }

    public TokenSettingsBuilder resources(List<Resource> given) {
        resources = given;
        return this;
    }

    public TokenSettingsBuilder resourceNames(Map<Resource, String> given) {
        resourceNames = given;
        return this;
    }

    public TokenSettings build() {
        return new TokenSettings(
                subject,
                idTokenAlgorithm,
                userInfoAlgorithm,
                accessTokenForm,
                scopeClaimsInIdToken,
                lifetimes,
                resources,
                resourceNames);
    }
}
