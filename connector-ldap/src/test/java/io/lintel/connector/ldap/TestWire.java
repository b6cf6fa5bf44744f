package io.lintel.connector.ldap;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Sees what arrives at a [TestDirectory] and may change what leaves it.
final class TestWire extends InMemoryOperationInterceptor {
    private final List<String> binds = new CopyOnWriteArrayList<>();
    private final List<Filter> searches = new CopyOnWriteArrayList<>();
    private final Map<Long, List<String>> bindsByConnection = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<BindResult>> bindResults = new ConcurrentHashMap<>();
    private volatile @Nullable LDAPException searchFault;
    private volatile @Nullable SearchResultReference reference;

    /// The names that were bound, in order.
    List<String> binds() {
        return binds;
    }

    /// The filters that were searched, in order.
    List<Filter> searches() {
        return searches;
    }

    /// The names that were bound on each connection, in order.
    Map<Long, List<String>> bindsByConnection() {
        return bindsByConnection;
    }

    void forget() {
        binds.clear();
        searches.clear();
        bindsByConnection.clear();
    }

    /// Changes the answer to binds as this entry.
    void answerBind(String dn, UnaryOperator<BindResult> change) {
        bindResults.put(dn, change);
    }

    /// Fails every search like this.
    void failSearches(ResultCode code, String diagnostic) {
        searchFault = new LDAPException(code, diagnostic);
    }

    /// Sends a search reference with every search result.
    void refer(String uri) {
        reference = new SearchResultReference(new String[] {uri}, new Control[0]);
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
        var dn = request.getRequest().getBindDN();
        binds.add(dn);
        bindsByConnection
                .computeIfAbsent(request.getConnectionID(), _ -> new CopyOnWriteArrayList<>())
                .add(dn);
    }

    @Override
    public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
        var change = bindResults.get(result.getRequest().getBindDN());
        if (change != null) {
            result.setResult(change.apply(Objects.requireNonNull(result.getResult())));
        }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
        searches.add(request.getRequest().getFilter());
        var fault = searchFault;
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
        var referring = reference;
        if (referring != null) {
            try {
                result.sendSearchReference(referring);
            } catch (LDAPException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
