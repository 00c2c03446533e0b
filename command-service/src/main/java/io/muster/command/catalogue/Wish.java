package io.muster.command.catalogue;

import java.util.Map;

/** What of a command its schema has a say in. */
public interface Wish {

    String workspace();

    String command();

    Map<String, Object> parameters();
}
