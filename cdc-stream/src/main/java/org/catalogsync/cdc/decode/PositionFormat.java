package org.catalogsync.cdc.decode;

/** How the source's engine spells a place in its log. */
public enum PositionFormat {
    /** Any of the others, told apart by form; a text of none of them is no position, and the observer hears of it. */
    AUTO,
    /** {@code mysql-bin-changelog.000123:4567}, or a DMS checkpoint that holds one. */
    MYSQL,
    /** A system change number in decimal digits. */
    ORACLE,
    /** A log sequence number such as {@code 16/B374D848}, alone or in front of what DMS adds: {@code 00000002/7C007178.3.00000002/7C007178}. */
    POSTGRES,
    /** Decimal digits. */
    NUMBER,
    /** Positions are not looked at: the commit's time decides. */
    NONE
}
