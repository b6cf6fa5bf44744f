package io.lintel.connector.saml;

import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LogoutRequestConnector.Order;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request of the identity provider that was believed.
///
/// @param nameIsUserId whether the NameID is the user id
record LogoutOrder(SingleLogout.Asked asked, boolean nameIsUserId, SingleLogout logout) implements Order {

    @Override
    public Optional<String> findUserId() {
        return nameIsUserId ? Optional.of(asked.nameId().value()) : Optional.empty();
    }

    /// A login that kept no name of the provider's is told by its user id. One that came without a session index is
    /// meant by all: it cannot be told from the others.
    @Override
    public boolean means(Identity identity) {
        return LogoutState.find(identity.refreshState())
                .map(this::means)
                .orElseGet(() -> findUserId().filter(identity.userId()::equals).isPresent());
    }

    private boolean means(LogoutState state) {
        var index = state.sessionIndex();
        return isSame(state.nameId(), asked.nameId())
                && (index == null
                        || asked.sessionIndexes().isEmpty()
                        || asked.sessionIndexes().contains(index));
    }

    /// SAML Core, section 3.3.4: what one of the two leaves out is not compared.
    private static boolean isSame(NameId one, NameId other) {
        return one.value().equals(other.value())
                && isSame(one.nameQualifier(), other.nameQualifier())
                && isSame(one.spNameQualifier(), other.spNameQualifier());
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || Objects.equals(one, other);
    }

    @Override
    public Optional<Departure> answer(boolean complete) {
        return logout.answer(asked, complete);
    }
}
