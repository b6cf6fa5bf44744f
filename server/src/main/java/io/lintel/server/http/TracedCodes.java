package io.lintel.server.http;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.CodeBinding;
import io.lintel.authorization.IssuedCode;
import io.micronaut.http.context.ServerRequestContext;
import java.time.Instant;
import java.util.Optional;

/// Notes to which attempt a request for tokens belongs, once its code was found.
final class TracedCodes implements AuthorizationCodes {

    private final AuthorizationCodes codes;

    TracedCodes(AuthorizationCodes codes) {
        this.codes = codes;
    }

    @Override
    public boolean add(AuthorizationCode code, IssuedCode issued) {
        return codes.add(code, issued);
    }

    @Override
    public Optional<CodeBinding> find(AuthorizationCode code) {
        var binding = codes.find(code);
        binding.ifPresent(found -> ServerRequestContext.currentRequest()
                .ifPresent(request -> RequestId.belongsTo(request, found.login())));
        return binding;
    }

    @Override
    public Redemption redeem(AuthorizationCode code, Instant now) {
        return codes.redeem(code, now);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return codes.sweep(expiredBefore, limit);
    }
}
