package io.lintel.connector.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Email;
import io.lintel.connector.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-I4")
final class EmailChoiceTest {

    private static final EmailAddress OLD = new EmailAddress("ida@old.example", false, true);
    private static final EmailAddress UNVERIFIED = new EmailAddress("ida@corp.example.org", false, false);
    private static final EmailAddress WORK = new EmailAddress("ida@work.example.org", false, true);
    private static final EmailAddress PRIMARY = new EmailAddress("ida@home.example", true, true);
    private static final List<EmailAddress> ALL = List.of(OLD, UNVERIFIED, WORK, PRIMARY);

    @Test
    void publicAddressIsTakenWithoutAsking() {
        assertThat(choose(null, "ida@public.example", EmailChoiceTest::unasked))
                .contains(new Email("ida@public.example", true));
    }

    @Test
    void verifiedPrimaryAddressIsTakenOtherwise() {
        assertThat(choose(null, null, () -> ALL)).contains(new Email(PRIMARY.address(), true));
    }

    @Test
    void preferredDomainComesBeforeAll() {
        assertThat(choose("*.example.org", "ida@public.example", () -> ALL)).contains(new Email(WORK.address(), true));
        assertThat(choose("none.example", "ida@public.example", () -> ALL))
                .contains(new Email(PRIMARY.address(), true));
    }

    @Test
    void unverifiedAddressIsNeverTaken() {
        var unverified = List.of(UNVERIFIED, new EmailAddress("ida@home.example", true, false));

        assertThat(choose(null, null, () -> unverified)).isEmpty();
        assertThat(choose("corp.example.org", null, () -> unverified)).isEmpty();
        assertThat(choose(null, null, List::of)).isEmpty();
    }

    /// An Enterprise Server verifies no address.
    @Test
    void allAddressesOfAnEnterpriseServerCountAsVerified() {
        var choice = EmailChoice.of("corp.example.org", true);

        assertThat(choice.choose(account(null), () -> ALL)).contains(new Email(UNVERIFIED.address(), true));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, a@example.org, true",
        "example.org, a@sub.example.org, false",
        "example.org, a@notexample.org, false",
        "example.org, a@example.org.evil.example, false",
        "example.org, a@example.orgx, false",
        "*.example.org, a@sub.example.org, true",
        "*.example.org, a@example.org, false",
        "*.example.org, a@a.b.example.org, false",
        "a.*.org, b@a.example.org, true",
        "a.*.org, b@b.example.org, false",
        "x*.org, a@xy.org, false"
    })
    void domainIsComparedLabelByLabel(String preferred, String address, boolean taken) {
        var all = List.of(new EmailAddress(address, false, true), PRIMARY);

        assertThat(choose(preferred, null, () -> all)).contains(new Email(taken ? address : PRIMARY.address(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ida", "@example.org", "ida@", "a@b@c", "ida@example.org\n"})
    void malformedAddressIsAFault(String address) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> choose(null, address, List::of))
                .withMessageNotContaining(address)
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.INVALID_RESPONSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "example.*", "example.or*"})
    void domainWithAnOpenEndIsAMisconfiguration(String preferred) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> EmailChoice.of(preferred, false))
                .withMessageContaining("preferredEmailDomain")
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.MISCONFIGURED));
    }

    private static Optional<Email> choose(
            @Nullable String preferred, @Nullable String published, Supplier<List<EmailAddress>> all) {
        return EmailChoice.of(preferred, false).choose(account(published), all);
    }

    private static Account account(@Nullable String published) {
        return new Account(1, "ida", null, published, Profile.nothing(), false);
    }

    private static List<EmailAddress> unasked() {
        throw new AssertionError("was asked");
    }
}
