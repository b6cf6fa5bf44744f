package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules about requests that nobody has signed, which a provider may say that it does not support.
@ExtendWith(StandardProvider.class)
final class RequestObjectModulesTest {

    private static Provider provider;

    private RelyingParty client;

    @BeforeAll
    static void start(Provider standard) {
        provider = standard;
    }

    @BeforeEach
    void open(RelyingParty fresh) {
        client = fresh;
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")
    void unsignedObjectIsRefusedInTheWordsOfTheSpecification(Variant variant) {
        assertThatItIsNotSupported(variant, Map.of());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-request-object-with-redirect-uri")
    void redirectUriInAnUnsignedObjectCountsForNothing(Variant variant) {
        assertThatItIsNotSupported(variant, Map.of("redirect_uri", "https://rp.example/elsewhere"));
    }

    private void assertThatItIsNotSupported(Variant variant, Map<String, String> inside) {
        assertThat(provider.metadata().getRequestObjectJWSAlgs()).doesNotContain(JWSAlgorithm.parse("none"));
        var object = new JWTClaimsSet.Builder()
                .audience(provider.server().issuer().toString())
                .issuer(client.id().getValue());
        client.request(variant, inside).forEach(object::claim);

        var arrival = client.ask(variant, Map.of("request", new PlainJWT(object.build()).serialize()));

        assertThat(arrival.error()).isEqualTo("request_not_supported");
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")
    void requestUriIsRefusedInTheWordsOfTheSpecification(Variant variant) {
        var arrival = client.ask(variant, Map.of("request_uri", "https://rp.example/request"));

        assertThat(arrival.error()).isEqualTo("request_uri_not_supported");
    }
}
