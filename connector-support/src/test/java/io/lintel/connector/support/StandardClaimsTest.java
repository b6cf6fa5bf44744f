package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Profile;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StandardClaimsTest {

    private static Json.Members claims(String json) {
        return Json.read(json, "the claims").asObject();
    }

    @Test
    void claimsOfAnotherTypeArePassedOver() {
        var odd = claims("{\"given_name\":1,\"family_name\":[],\"nickname\":{},\"picture\":\"\",\"locale\":true,"
                + "\"updated_at\":\"yesterday\",\"address\":\"Oxford\",\"phone_number\":441865}");

        assertThat(StandardClaims.profile(odd)).isEqualTo(Profile.nothing());
        assertThat(StandardClaims.findAddress(odd)).isEmpty();
        assertThat(StandardClaims.findPhone(odd)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000", "1700000000.9", "1.7e9", "\"2023-11-14T22:13:20Z\""})
    void timeOfTheLastChangeIsReadAsProvidersWriteIt(String written) {
        assertThat(StandardClaims.profile(claims("{\"updated_at\":" + written + "}"))
                        .updatedAt())
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1", "99999999999999999999", "-0.1", "253402300800"})
    void timeBeyondAllTimesIsNone(String written) {
        assertThat(StandardClaims.profile(claims("{\"updated_at\":" + written + "}"))
                        .updatedAt())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'\"true\"', true", "false, false", "'\"TRUE\"', false", "1, false", "null, false"})
    void onlyTrueIsVerified(String written, boolean verified) {
        assertThat(StandardClaims.isVerified(claims("{\"email_verified\":" + written + "}"), "email_verified"))
                .isEqualTo(verified);
    }
}
