package io.lintel.connector.ldap;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// One way in which a group names its members.
///
/// @param userAttr the user's attribute whose values groups hold; `DN` stands for the entry's name
/// @param groupAttr the group's attribute that holds them; a matching rule may follow, as in
///     `member:1.2.840.113556.1.4.1941:`
/// @param recursionGroupAttr the attribute in which a group names the groups inside it; absent if groups are
///     not nested
/// @param inChain whether the directory is asked to find the groups around groups by itself, as Active Directory can
@Introspected
public record UserMatcherConfiguration(
        @Nullable String userAttr,
        @Nullable String groupAttr,
        @Nullable String recursionGroupAttr,
        @Bindable(defaultValue = "false") boolean inChain) {
    public UserMatcherConfiguration {
        userAttr = Blank.toNull(userAttr);
        groupAttr = Blank.toNull(groupAttr);
        recursionGroupAttr = Blank.toNull(recursionGroupAttr);
    }
}
