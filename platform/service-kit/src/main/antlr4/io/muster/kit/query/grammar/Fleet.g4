// The fleet query language. Lists are flat, so that only brackets and NOT make a tree deep.
grammar Fleet;

options { caseInsensitive = true; }

query : disjunction EOF ;

disjunction : conjunction ( OR conjunction )* ;

conjunction : term ( AND term )* ;

term
    : NOT term                      # Negation
    | '(' disjunction ')'           # Brackets
    | FIELD test                    # FieldTest
    ;

// Each alternative begins with another word, so that an error is said where it is.
test
    : comparator ( literal | NULL ) # Comparison
    | NOT? IN literals              # Membership
    | CONTAINS TEXT                 # TextInside
    | STARTS WITH TEXT              # TextAtStart
    | HAS ( literal | ( ANY | ALL ) literals ) # Having
    | IS NOT? NULL                  # Nullness
    | EXISTS                        # Existence
    ;

comparator : '=' | '!=' | '<' | '<=' | '>' | '>=' ;

literals : '(' literal ( ',' literal )* ')' ;

literal
    : TEXT                          # TextLiteral
    | NUMBER                        # NumberLiteral
    | ( TRUE | FALSE )              # TruthLiteral
    | NOW                           # NowLiteral
    | VERSION '(' TEXT ')'          # VersionLiteral
    ;

AND : 'AND' ;
OR : 'OR' ;
NOT : 'NOT' ;
IN : 'IN' ;
CONTAINS : 'CONTAINS' ;
STARTS : 'STARTS' ;
WITH : 'WITH' ;
HAS : 'HAS' ;
ANY : 'ANY' ;
ALL : 'ALL' ;
IS : 'IS' ;
NULL : 'NULL' ;
EXISTS : 'EXISTS' ;
TRUE : 'TRUE' ;
FALSE : 'FALSE' ;
VERSION : 'VERSION' ;
NOW : 'NOW' ( SPACE* [+-] SPACE* [0-9]+ [smhdw] )? ;

NUMBER : '-'? [0-9]+ ( '.' [0-9]+ )? ( 'E' [+-]? [0-9]+ )? ;
TEXT : '\'' ( ~['] | '\'\'' )* '\'' ;
FIELD : [A-Z_] [A-Z0-9_]* ( '.' ( [\p{L}\p{N}_-]+ | '"' ( ~["] | '""' )+ '"' ) )* ;

SPACES : SPACE+ -> skip ;
OPEN_TEXT : '\'' ( ~['] | '\'\'' )* ;
OTHER : . ;

fragment SPACE : [ \t\r\n] ;
