package io.muster.provisioning.esp32;

/**
 * How a workspace lets devices of this dialect in.
 *
 * @param approval whether a person is to say yes to each
 */
public record Esp32Settings(boolean approval, DefaultConfiguration configuration) {

    static final Esp32Settings DEFAULT = new Esp32Settings(false, DefaultConfiguration.OF_THE_FIRMWARE);
}
