/** A continent. Browsers name countries, but not all of them these. */
export type Continent = 'africa' | 'americas' | 'asia' | 'europe' | 'oceania';

/** ISO 3166-1 alpha-2 by continent, as in UN M49. */
const countries: Readonly<Record<Continent, string>> = {
  europe: `AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT
    NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK`,
  americas: `AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF
    MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI`,
  africa: `AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA
    NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW`,
  asia: `AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK
    PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE`,
  oceania: 'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
};

/** In the order in which they are shown. Those without any host are shown, too. */
export const continents: readonly Continent[] = ['africa', 'americas', 'asia', 'europe', 'oceania'];

/** @param code ISO 3166-1 alpha-2; null for one of no continent, as Antarctica's */
export function continentOf(code: string): Continent | null {
  return continents.find((continent) => countries[continent].split(/\s+/u).includes(code)) ?? null;
}
