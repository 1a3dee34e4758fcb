/**
 * A pigeon takes a letter from a tall pillar box to a small letter box with its flag up. Decoration: the words beside it say what
 * Homing does.
 */
export function Illustration(): React.JSX.Element {
  return (
    <svg className="illustration" viewBox="0 0 480 300" aria-hidden="true" focusable="false">
      <circle className="illustration__sun" cx="392" cy="62" r="26" />
      <path
        className="illustration__hill"
        d="M4 262c60-21 126-20 192-9 62 11 118 11 170-4 40-11 76-12 110-5-6 40-84 54-236 54S20 296 4 262z"
      />
      <path className="illustration__line" d="M12 259c58-18 120-17 184-6 62 11 118 11 170-4 36-10 70-11 104-5" />
      <path className="illustration__way" d="M112 96c16-34 44-52 82-54" />
      <path className="illustration__way" d="M316 104c24 6 44 17 60 34" />
      <OldBox />
      <NewBox />
      <g transform="translate(186 26) scale(2.5)">
        <path
          className="illustration__bird"
          d="M6 9c7 1 13 4.5 16.5 10 1.5-1.7 3.8-2.7 6.4-2.7 1.2-3.3 4.1-5.3 7.3-5.3 3.3 0 5.7 2 6.4 4.800L47 17.500l-4.5 1.700c-.4 9.6-7 15.8-15.5 15.800h-2.500L17 42l-1.5-7.500L5 37l6.5-6C7.5 26 5 18 6 9z"
        />
        <path className="illustration__wing" d="M9.5 13.500c5 2 9.3 6 11.3 11.5 1.2 3.3 3.6 5 7 4.8" />
        <circle className="illustration__eye" cx="37.2" cy="15.8" r="1.5" />
      </g>
      <g transform="translate(286 68) rotate(7)">
        <path
          className="illustration__letter"
          d="M0 1c13-1 27-1 40 0 .6 9 .5 18 0 27-13 .8-27 .7-40 0-.6-9-.6-18 0-27z"
        />
        <path className="illustration__line" d="M1 3c6 5 12.5 10 19 14C26.5 13 33 8 39 3" />
      </g>
    </svg>
  );
}

function OldBox(): React.JSX.Element {
  return (
    <g>
      <path
        className="illustration__old"
        d="M49 252c-2-42-2-84 0-126 1-22 15-35 37-35s36 13 37 35c2 42 2 84 0 126-25 3-49 3-74 0z"
      />
      <path className="illustration__cap" d="M42 127c0-29 17-46 44-46s44 17 44 46c-29 4-59 4-88 0z" />
      <path className="illustration__old" d="M42 250c29-3 59-3 88 0v13c-29 3-59 3-88 0z" />
      <path className="illustration__slot" d="M64 147c15-1.5 30-1.5 44 0" />
      <g transform="rotate(-9 86 150)">
        <path className="illustration__letter" d="M70 128c11-.7 22-.7 33 0v18.500c-11 .8-22 .8-33 0z" />
        <path className="illustration__line" d="M71 129.500c5 4 10 7.5 15.5 10.5 5.5-3 10.5-6.5 15.5-10.5" />
      </g>
      <path className="illustration__line" d="M68 176c12-1 24-1 36 0m-36 12c12-1 24-1 36 0m-36 12c8-.6 15-.7 23-.3" />
    </g>
  );
}

function NewBox(): React.JSX.Element {
  return (
    <g>
      <path className="illustration__post" d="M391 196c2 18 2 36 1 55h15c-1-19-1-37 0-55z" />
      <path className="illustration__home" d="M372 136h58c15 0 25 11 25 27v35c-36 2-72 2-108 0v-35c0-16 10-27 25-27z" />
      <path className="illustration__door" d="M347 198v-35c0-16 10-27 25-27s26 11 26 27v35c-17 1.5-34 1.5-51 0z" />
      <path className="illustration__slot" d="M361 165c7-.8 15-.8 22 0" />
      <path className="illustration__flag" d="M428 158c-.5-18-.5-36 0-54h21l-6 8 6 8.500c-7 .6-14 .7-20 .5" />
      <path
        className="illustration__line"
        d="M376 251c-2-10-8-16-14-18m14 18c0-12 5-20 10-23m38 23c1-9 6-15 12-17m-12 17c-1-11-4-17-8-21"
      />
    </g>
  );
}
